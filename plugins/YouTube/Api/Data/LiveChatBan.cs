namespace LiveIp.Plugins.YouTube.Api.Data;

/// <summary>Resource liveChatBan.</summary>
internal sealed class LiveChatBan
{
    public string? Id { get; set; }
    public LiveChatBanSnippet? Snippet { get; set; }
}

internal sealed class LiveChatBanSnippet
{
    public string? LiveChatId { get; set; }

    /// <summary>"permanent" or "temporary"; required since 2026-07-09.</summary>
    public string? Type { get; set; }

    /// <summary>Of temporary bans alone.</summary>
    public ulong? BanDurationSeconds { get; set; }

    public ChannelProfileDetails? BannedUserDetails { get; set; }
}
