using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>What is known of a broadcast at one moment; replaced as a whole, so that readers see no half change.</summary>
internal sealed record BroadcastFacts
{
    public required string Title { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long Likes { get; init; }

    public long Views { get; init; }

    /// <summary>Written so far, deleted ones included.</summary>
    public long ChatMessages { get; init; }

    public int Viewers { get; init; }

    public bool IsLive => StartedAt is not null && EndedAt is null;

    /// <summary>The platform's word, of which an emulated broadcast needs three.</summary>
    public string LifeCycleStatus =>
        this switch
        {
            { EndedAt: not null } => "complete",
            { StartedAt: not null } => "live",
            _ => "ready",
        };
}

/// <summary>One broadcast with its chat.</summary>
internal sealed class Broadcast(string id, string chatId, ChatLog chat, BroadcastFacts facts)
{
    private volatile BroadcastFacts _facts = facts;

    public string Id => id;

    public string ChatId => chatId;

    public ChatLog Chat => chat;

    /// <summary>Set by the performing thread alone.</summary>
    public BroadcastFacts Facts
    {
        get => _facts;
        set => _facts = value;
    }
}
