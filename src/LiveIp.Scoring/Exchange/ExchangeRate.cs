using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;

namespace LiveIp.Scoring.Exchange;

/// <summary>How many units of one platform's metric go with one unit of another's, or why that is not known.</summary>
public sealed record ExchangeRate
{
    /// <summary>Id of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Platform of which one unit is exchanged.</summary>
    public required string From { get; init; }

    /// <summary>Platform in whose units the rate is.</summary>
    public required string To { get; init; }

    /// <summary>What both were divided by.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>Broadcasts on both at once that know the metric.</summary>
    public required int Simulcasts { get; init; }

    /// <summary>Above zero; null: <see cref="NoValue"/> says why.</summary>
    public double? Rate { get; init; }

    /// <summary>Lower end of the interval; null without a rate.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end; null without a rate.</summary>
    public double? High { get; init; }

    /// <summary>How sure the interval holds the true median: at least 0.9. Null without a rate.</summary>
    public double? Level { get; init; }

    /// <summary>Why there is no rate; null when there is one.</summary>
    public NoValue? NoValue { get; init; }
}
