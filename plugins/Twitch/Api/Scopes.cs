namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What to ask for at sign-in.</summary>
internal static class Scopes
{
    /// <summary>Title, category, tags and language of the channel.</summary>
    public const string ManageBroadcast = "channel:manage:broadcast";

    /// <summary>Where the encoder sends to.</summary>
    public const string ReadStreamKey = "channel:read:stream_key";

    /// <summary>Starting and ending polls.</summary>
    public const string ManagePolls = "channel:manage:polls";

    /// <summary>Writing in the chat, and taking out of it.</summary>
    private static readonly string[] Chat =
    [
        "moderator:manage:announcements",
        "moderator:manage:banned_users",
        "moderator:manage:chat_messages",
        "user:write:chat",
    ];

    /// <summary>Clips of the live stream.</summary>
    public const string EditClips = "clips:edit";

    /// <summary>Beginning, locking, resolving and cancelling predictions.</summary>
    public const string ManagePredictions = "channel:manage:predictions";

    /// <summary>For all that is followed, and all that can be done.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. SubscriptionCatalog
            .Scopes.Concat([ManageBroadcast, ManagePolls, ReadStreamKey, EditClips, ManagePredictions, .. Chat])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
