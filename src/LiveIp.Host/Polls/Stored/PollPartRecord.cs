namespace LiveIp.Host.Polls.Stored;

/// <summary>A poll on one channel: how far it has come there. Every field is durable before the step that it speaks of.</summary>
internal sealed record PollPartRecord
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    public required PollMethod Method { get; init; }

    public PollStep Step { get; init; }

    /// <summary>Newest in the log before it began: its events stand behind.</summary>
    public long AfterSequence { get; init; }

    /// <summary>How often the platform was asked for it.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was first asked for: from then on there may be one that we do not know of.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>The platform's id; empty before it is known, and for a chat vote.</summary>
    public string PlatformPollId { get; init; } = "";

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the end was first asked for.</summary>
    public DateTimeOffset? EndAskedAt { get; init; }

    /// <summary>When the platform was known to have ended it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result, by option; empty while it is not over, or where it was never told.</summary>
    public IReadOnlyList<long> Votes { get; init; } = [];

    /// <summary>Votes that could not be counted.</summary>
    public long Uncounted { get; init; }

    /// <summary>Null when nothing is wrong.</summary>
    public PollFault? Fault { get; init; }

    public bool IsOver => Step >= PollStep.Closed;
}

/// <summary>How people vote. The numbers are stored.</summary>
internal enum PollMethod
{
    /// <summary>Not at all: the platform has neither polls nor a chat.</summary>
    None = 0,

    Native = 1,

    ChatVote = 2,
}

/// <summary>What is done on a channel. The numbers are stored.</summary>
internal enum PollStep
{
    /// <summary>Not asked for, or known not to be there.</summary>
    Waiting = 0,

    /// <summary>It may be there.</summary>
    Asked = 1,

    Open = 2,

    /// <summary>Its end may have been asked for.</summary>
    Ending = 3,

    /// <summary>This and all that follow are the end.</summary>
    Closed = 10,

    /// <summary>It did not come about.</summary>
    Failed = 11,

    /// <summary>Its time is over, and nobody knows whether it ever was there, or still is.</summary>
    Unknown = 12,

    Unsupported = 13,
}

/// <param name="Reason">One of <see cref="Api.Errors.ErrorReasons"/>.</param>
/// <param name="Message">For a person.</param>
/// <param name="PlatformReason">The platform's own word, or empty.</param>
internal sealed record PollFault(string Reason, string Message, string PlatformReason = "");
