using LiveIp.Scoring.Facts;
using LiveIp.V1;

namespace LiveIp.Scoring.Scores;

/// <summary>Two broadcasts on one baseline, over the metrics that both have.</summary>
public sealed record ScoreComparison
{
    /// <summary>The first broadcast.</summary>
    public required string Broadcast { get; init; }

    /// <summary>The one that it is compared with.</summary>
    public required string Other { get; init; }

    /// <summary>Id of the profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Its version.</summary>
    public required int ProfileVersion { get; init; }

    /// <summary>What both were measured against.</summary>
    public required BaselineReference Baseline { get; init; }

    /// <summary>Points of the first above the other; null: <see cref="NoValue"/> says why.</summary>
    public required double? Difference { get; init; }

    /// <summary>Why there is no difference; null when there is one.</summary>
    public required NoValue? NoValue { get; init; }

    /// <summary>Differences that two usual broadcasts have by chance, about 0. Null without a difference.</summary>
    public required ScoreInterval? NoiseBand { get; init; }

    /// <summary>What the difference means: noise when it is smaller than what one broadcast varies by. Null without a difference.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>Share of the profile's weight that both have, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Every metric on every channel. The points sum to the difference.</summary>
    public required IReadOnlyList<TermDifference> Terms { get; init; }

    /// <summary>Platforms that are not compared, and why.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
}

/// <summary>One metric on one channel, in two broadcasts.</summary>
public sealed record TermDifference
{
    /// <summary>Group of the profile.</summary>
    public required MetricGroup Group { get; init; }

    /// <summary>Id of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Its platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Share of the weight among what both have, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>"1.8 times the other"; null when one lacks it or the scale knows no ratio.</summary>
    public required double? Times { get; init; }

    /// <summary>Factors below this are chance. Null as above.</summary>
    public required double? ChanceFactor { get; init; }

    /// <summary>Points that it makes of the difference; null when one lacks it, or there is no difference.</summary>
    public required double? Difference { get; init; }

    /// <summary>What it means; null when one lacks it.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>Why it is not compared; empty when it is.</summary>
    public required string Missing { get; init; }
}
