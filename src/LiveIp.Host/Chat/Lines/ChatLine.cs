using LiveIp.Contracts;

namespace LiveIp.Host.Chat.Lines;

/// <summary>How far a line is. The numbers are stored.</summary>
internal enum LineState
{
    /// <summary>Its turn has not come.</summary>
    Waiting = 0,

    /// <summary>The platform confirmed it, or it was seen in the chat.</summary>
    Sent = 1,

    /// <summary>The platform said no, or could not be asked: it is not there.</summary>
    Refused = 2,

    /// <summary>Nobody knows whether it is there.</summary>
    Unknown = 3,

    /// <summary>Given up before it left.</summary>
    NotSent = 4,

    /// <summary>Stands for a channel whose platform has no such thing; it has no text.</summary>
    Unsupported = 5,

    /// <summary>It may have left the host.</summary>
    UnderWay = 10,
}

/// <summary>In which form a line is written. The numbers are stored.</summary>
internal enum LineKind
{
    Message = 0,
    Announcement = 1,
}

/// <summary>One line in one channel, and what became of it.</summary>
internal sealed record ChatLine
{
    /// <summary>Of the call that wrote it.</summary>
    public required string SendId { get; init; }

    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    /// <summary>From 0 within the call and channel.</summary>
    public required int Number { get; init; }

    public required LineKind Kind { get; init; }

    /// <summary>Empty when its fate is known: what people wrote is the log's to keep.</summary>
    public required string Text { get; init; }

    /// <summary>Event id of the message that it answers; empty when it answers none.</summary>
    public string ReplyTo { get; init; } = "";

    public LineState State { get; init; }

    /// <summary>Empty while it is not known.</summary>
    public string EventId { get; init; } = "";

    /// <summary>Why it was refused.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>The platform's word for that.</summary>
    public string PlatformReason { get; init; } = "";

    /// <summary>A sentence for a person.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The newest in the log before it left: its echo stands behind.</summary>
    public long AfterSequence { get; init; }

    /// <summary>When its state became what it is.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    public bool IsSettled => State is not (LineState.Waiting or LineState.UnderWay);
}
