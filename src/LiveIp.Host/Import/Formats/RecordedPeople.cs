using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>People in recordings.</summary>
internal static class RecordedPeople
{
    /// <summary>
    /// Stands for the platform in the id of a person of whom only the name is recorded. The import puts the platform in its place:
    /// <c>twitch-name:ann</c>. Never the scheme of the platform's own ids, which a name is not.
    /// </summary>
    public const string NameScheme = "?-name:";

    /// <returns>Null when it is longer than any name.</returns>
    public static Actor? ByName(string name) =>
        name.Length > RecordedText.MaxName
            ? null
            : new()
            {
                Person = new Person { Id = NameScheme + name, DisplayName = name },
            };
}
