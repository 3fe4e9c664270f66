namespace LiveIp.Contracts;

/// <summary>A poll to be started.</summary>
public sealed record PollDraft
{
    /// <summary>Within <see cref="PollLimits"/>, one line.</summary>
    public required string Question { get; init; }

    /// <summary>In order, all different.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whole seconds within <see cref="PollLimits"/>; of meaning where the platform ends polls by itself.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>A poll as the platform tells it.</summary>
public sealed record PlatformPoll
{
    /// <summary>The platform's id, the one that the events of the poll carry too.</summary>
    public required string Id { get; init; }

    /// <summary>As the platform shows it.</summary>
    public required string Question { get; init; }

    /// <summary>In order, with their votes.</summary>
    public required IReadOnlyList<PlatformPollOption> Options { get; init; }

    /// <summary>Viewers can vote.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>By the platform's clock. Null when it is not known.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>One option of a poll.</summary>
public sealed record PlatformPollOption
{
    /// <summary>As the platform shows it.</summary>
    public required string Label { get; init; }

    /// <summary>Null where the platform does not tell.</summary>
    public long? Votes { get; init; }
}
