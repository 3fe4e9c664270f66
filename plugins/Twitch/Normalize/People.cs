using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>People, from the triples <c>x_id, x_login, x_name</c> with which EventSub names everybody.</summary>
internal static class People
{
    /// <summary>The person under the prefix ("user", "target_user", …); null when there is no id.</summary>
    public static Person? Read(JsonElement e, string prefix)
    {
        var id = e.Text($"{prefix}_id");
        if (id.Length == 0)
        {
            return null;
        }

        var login = e.Text($"{prefix}_login");
        var name = e.Text($"{prefix}_name");
        return new Person
        {
            Id = $"twitch:{id}",
            DisplayName = name.Length > 0 ? name : login,
            Handle = login == name ? "" : login,
        };
    }

    /// <summary>The same as an actor of the channel; null when there is no id.</summary>
    public static Actor? Actor(JsonElement e, string prefix, string channelId) =>
        Read(e, prefix) is { } person ? new Actor { Person = person, IsOwner = person.Id == $"twitch:{channelId}" } : null;

    /// <summary>
    /// As <see cref="Actor"/>, or nobody in particular when the flag named <paramref name="anonymous"/> is set: Twitch then
    /// leaves the triple null or puts in an account that stands for everybody anonymous.
    /// </summary>
    public static Actor? ActorUnlessAnonymous(JsonElement e, string prefix, string anonymous, string channelId) =>
        e.Flag(anonymous) ? new Actor { Person = new Person(), IsAnonymous = true } : Actor(e, prefix, channelId);
}
