namespace LiveIp.Scoring.Facts;

/// <summary>One broadcast as the scoring sees it: a part for each channel it ran on.</summary>
public sealed record BroadcastFacts
{
    /// <summary>The broadcast's resource name, unique among those that are compared.</summary>
    public required string Name { get; init; }

    /// <summary>When it went live.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended; for a running broadcast, until when the facts reach.</summary>
    public required DateTimeOffset EndTime { get; init; }

    /// <summary>One for each channel. Only parts that the platforms' policies let into a score.</summary>
    public required IReadOnlyList<BroadcastPart> Parts { get; init; }

    /// <summary>Platforms that were left out before, and why; the score carries them on.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

/// <summary>A platform that does not enter the score.</summary>
public sealed record LeftOut
{
    /// <summary>"youtube".</summary>
    public required string Platform { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public required string Reason { get; init; }
}

/// <summary>What one channel of a broadcast showed.</summary>
public sealed record BroadcastPart
{
    /// <summary>The channel's resource name: what a part of an earlier broadcast is matched by.</summary>
    public required string Channel { get; init; }

    /// <summary>"twitch".</summary>
    public required string Platform { get; init; }

    /// <summary>Minutes live on this channel, 0 or more.</summary>
    public required double LiveMinutes { get; init; }

    /// <summary>Viewers × minutes; null where the platform shows no viewers.</summary>
    public double? ViewerMinutes { get; init; }

    /// <summary>By id of the catalogue. A metric without an entry is missing.</summary>
    public required IReadOnlyDictionary<string, MetricFact> Metrics { get; init; }

    /// <summary>The broadcast minute by minute, for the interval within a broadcast; empty when it is not known.</summary>
    public IReadOnlyList<StepFacts> Steps { get; init; } = [];
}

/// <summary>One minute of a part.</summary>
public sealed record StepFacts
{
    /// <summary>Minutes since the broadcast began, from 0.</summary>
    public required int Minute { get; init; }

    /// <summary>Viewers × minutes in this minute; null when unknown.</summary>
    public double? ViewerMinutes { get; init; }

    /// <summary>What each metric grew by in this minute, or, for a gauge, its mean.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}
