namespace LiveIp.Contracts;

/// <summary>What a poll may be on a platform. The host's own polls have 2 to 4 options whatever stands here.</summary>
public sealed record PollLimits
{
    /// <summary>In what the platform counts lengths.</summary>
    public required TextUnit Unit { get; init; }

    /// <summary>The most units of a question.</summary>
    public required int MaxQuestionLength { get; init; }

    /// <summary>The most units of an option.</summary>
    public required int MaxOptionLength { get; init; }

    /// <summary>The fewest options.</summary>
    public int MinOptions { get; init; } = 2;

    /// <summary>The most options.</summary>
    public required int MaxOptions { get; init; }

    /// <summary>The platform ends a poll by itself after <see cref="PollDraft.Duration"/>. Where it does not, the host ends it.</summary>
    public bool EndsByItself { get; init; }

    /// <summary>The shortest time that a poll may run; zero where the platform sets none.</summary>
    public TimeSpan MinDuration { get; init; }

    /// <summary>The longest; null where the platform sets none.</summary>
    public TimeSpan? MaxDuration { get; init; }
}
