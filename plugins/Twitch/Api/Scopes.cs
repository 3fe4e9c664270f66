namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What to ask for at sign-in.</summary>
internal static class Scopes
{
    /// <summary>Title, category, tags and language of the channel.</summary>
    public const string ManageBroadcast = "channel:manage:broadcast";

    /// <summary>Where the encoder sends to.</summary>
    public const string ReadStreamKey = "channel:read:stream_key";

    /// <summary>For all that is followed, and all that can be done.</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. SubscriptionCatalog.Scopes.Concat([ManageBroadcast, ReadStreamKey]).Distinct().Order(StringComparer.Ordinal)];
}
