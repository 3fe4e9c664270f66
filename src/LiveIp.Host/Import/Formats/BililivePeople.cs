using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>People in a danmaku XML.</summary>
internal static class BililivePeople
{
    /// <summary>
    /// By the account id, else by the name. A viewer who was not signed in sees names as <c>张***</c> and no ids: then it is not known
    /// who wrote, and many share what is shown. Null when nothing is told.
    /// </summary>
    public static Actor? Read(string? uid, string name)
    {
        if (uid is { Length: > 0 and <= 20 } && uid != "0" && !uid.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return new Actor
            {
                Person = new Person { Id = $"bilibili-uid:{uid}", DisplayName = name },
            };
        }

        if (name.Length == 0)
        {
            return null;
        }

        return name.Contains("***", StringComparison.Ordinal)
            ? new Actor { Person = new Person { DisplayName = name } }
            : RecordedPeople.ByName(name);
    }
}
