namespace LiveIp.Scoring.Baselines;

/// <summary>What is known of a metric before a creator has a history: how much broadcasts differ, and how much creators do.</summary>
/// <remarks>Everything is on the metric's scale (<see cref="Metrics.MeasureKind"/>), so 1.08 means a factor of e^1.08 = 2.9.</remarks>
public sealed record BaselinePrior
{
    /// <summary>Standard deviation between broadcasts of one creator, above zero.</summary>
    public required double Within { get; init; }

    /// <summary>Standard deviation between creators, above zero.</summary>
    public required double Between { get; init; }

    /// <summary>
    /// Where creators lie. Null when only the spread is known: then it steadies the scale and moves no location, and a creator
    /// without a broadcast has no baseline.
    /// </summary>
    public double? Location { get; init; }

    /// <summary>Where it comes from: a data set, or the creator's other channels.</summary>
    public required string Source { get; init; }

    /// <summary>How many broadcasts the prior's location is worth: within² / between².</summary>
    public double Strength => Within * Within / (Between * Between);
}
