namespace LiveIp.Scoring.Strategy;

/// <summary>
/// One broadcast that was. The caller scores all of them again against one common baseline before each suggestion: rewards that
/// were stored with a rolling baseline would pull the best topic towards zero.
/// </summary>
public sealed record PastBroadcast
{
    /// <summary>Unique among the history; the resource name.</summary>
    public required string Name { get; init; }

    /// <summary>Orders the history; its age in broadcasts is what the discount counts.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Factor → value, such as "topic" → "retro". A factor without a value is unknown, not a value of its own.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>
    /// What it was worth in standard deviations of the creator's own broadcasts (score = 50 + 10 × reward). Null while it is not
    /// known: the broadcast then counts for spacing and age alone. A delayed metric changes this record when it arrives.
    /// </summary>
    public double? Reward { get; init; }

    /// <summary>Variance of the reward beyond the usual noise, such as for metrics that are still missing; null is 0.</summary>
    public double? RewardVariance { get; init; }

    /// <summary>The chance with which it was drawn, (0, 1]; null when the creator chose it, for then no chance is known.</summary>
    public double? Propensity { get; init; }
}
