using Google.Protobuf;
using LiveIp.V1;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>Finds people in messages.</summary>
internal static class People
{
    /// <summary>Everybody whom the message names as a person, wherever in it.</summary>
    public static IEnumerable<Person> In(IMessage message) =>
        message is Person person ? [person] : PersonalContent.Children(message, MessagePlan.Of(message.Descriptor)).SelectMany(In);

    /// <summary>What they are called.</summary>
    public static IEnumerable<string> NamesOf(Person person) =>
        ((string[])[person.DisplayName, person.Handle]).Where(static n => n.Length > 0);

    /// <summary>No id, or one that an import made from the name: "twitch-name:ann".</summary>
    public static bool IsKnownByNameAlone(string person) =>
        person.Length == 0 || person.AsSpan(0, Math.Max(0, person.IndexOf(':', StringComparison.Ordinal))).EndsWith("-name");

    /// <summary>The platform's own part of "scheme:id"; null when the id has no such form.</summary>
    public static string? TokenOf(string person) =>
        person.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < person.Length - 1 ? person[(colon + 1)..] : null;
}
