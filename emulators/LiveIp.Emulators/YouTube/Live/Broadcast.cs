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

    public long Comments { get; init; }

    /// <summary>What the Analytics API says of it; null: nothing.</summary>
    public Past.PastAnalytics? Analytics { get; init; }

    /// <summary>Written so far, deleted ones included.</summary>
    public long ChatMessages { get; init; }

    public int Viewers { get; init; }

    /// <summary>Made over the API, not by the script.</summary>
    public bool Commanded { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Null: as for a broadcast that was never scheduled, the time at which it was made.</summary>
    public DateTimeOffset? ScheduledStart { get; init; }

    public DateTimeOffset? ScheduledEnd { get; init; }

    /// <summary>"public", "unlisted" or "private"</summary>
    public string Privacy { get; init; } = "public";

    public string CategoryId { get; init; } = "20";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? DefaultLanguage { get; init; }

    public string? DefaultAudioLanguage { get; init; }

    public bool MadeForKids { get; init; }

    /// <summary>A hash of the image that was set; null: the platform's own.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>It goes live by itself when its ingest becomes active.</summary>
    public bool AutoStart { get; init; } = true;

    /// <summary>It is complete by itself when its ingest stops.</summary>
    public bool AutoStop { get; init; } = true;

    public bool MonitorStream { get; init; }

    /// <summary>Id of the ingest it is bound to.</summary>
    public string? BoundStream { get; init; }

    public DateTimeOffset? BoundAt { get; init; }

    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>A transition that was asked for and takes its time.</summary>
    public Transition? Pending { get; init; }

    public bool IsLive => StartedAt is not null && EndedAt is null;

    /// <summary>The platform's word.</summary>
    public string LifeCycleStatus =>
        this switch
        {
            { EndedAt: not null } => "complete",
            { StartedAt: not null } => "live",
            { Pending.To: "live" } => "liveStarting",
            { Pending: not null } => "testStarting",
            { TestedAt: not null } => "testing",
            { BoundStream: null, Commanded: true } => "created",
            _ => "ready",
        };
}

/// <param name="To">"testing" or "live"</param>
/// <param name="At">When it is there.</param>
internal sealed record Transition(string To, DateTimeOffset At);

/// <summary>One broadcast with its chat.</summary>
internal sealed class Broadcast(string id, string chatId, ChatLog chat, BroadcastFacts facts)
{
    private volatile BroadcastFacts _facts = facts;

    public string Id => id;

    public string ChatId => chatId;

    public ChatLog Chat => chat;

    /// <summary>Set under the gate of <see cref="LiveControl"/>.</summary>
    public BroadcastFacts Facts
    {
        get => _facts;
        set => _facts = value;
    }
}
