using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Metrics;
using LiveIp.V1;

namespace LiveIp.Scoring.Scores;

/// <summary>One metric on one channel, as it went into the score.</summary>
public sealed record TermScore
{
    /// <summary>Group of the profile.</summary>
    public required MetricGroup Group { get; init; }

    /// <summary>Id of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Its platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Share of the weight among what is known, 0 to 1; 0 when it is missing.</summary>
    public required double Weight { get; init; }

    /// <summary>Share of the weight if everything were known, 0 to 1.</summary>
    public required double FullWeight { get; init; }

    /// <summary>The count or amount, in the catalogue's unit (of a rate: the count behind it); null when missing.</summary>
    public required double? Amount { get; init; }

    /// <summary>What it was divided by.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>Why it does not count; empty when it does.</summary>
    public required string Missing { get; init; }

    /// <summary>Platform without such a metric: it does not lower the coverage.</summary>
    public required bool NotOffered { get; init; }

    /// <summary>The creator's usual; null when there is none.</summary>
    public required Baseline? Baseline { get; init; }

    /// <summary>What would be usual over the same exposure; null when it does not count.</summary>
    public required UsualRange? Usual { get; init; }

    /// <summary>The value on the metric's scale (<see cref="MeasureKind"/>); null when missing.</summary>
    public required double? ScaleValue { get; init; }

    /// <summary>Usual spreads from the usual, above zero is better, clamped by the profile; null when it does not count.</summary>
    public required double? Distance { get; init; }

    /// <summary>"1.8 times the usual"; null when it does not count or the scale knows no ratio.</summary>
    public required double? TimesUsual { get; init; }

    /// <summary>Factors below this are chance: e^(spread × noise). Null as above.</summary>
    public required double? ChanceFactor { get; init; }

    /// <summary>Points above or below 50: all of them sum to score - 50. Null without a score, or when it does not count.</summary>
    public required double? Contribution { get; init; }

    /// <summary>What is lacking to the target, in usual spreads, weighted: all of them sum to the loss. Null as above.</summary>
    public required double? LossShare { get; init; }

    /// <summary>What the distance means; null when it does not count.</summary>
    public required Verdict? Verdict { get; init; }
}

/// <summary>What a distance means.</summary>
public enum Verdict
{
    /// <summary>Within one usual spread: chance alone does this.</summary>
    Noise,

    /// <summary>Beyond it, but nine of ten usual broadcasts reach this far: it may be chance.</summary>
    MayBeChance,

    /// <summary>Further than nine of ten usual broadcasts.</summary>
    Clear,
}
