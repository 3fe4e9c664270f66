using LiveIp.Contracts;

namespace LiveIp.Scoring.Metrics;

/// <summary>A metric that can enter a score, and how.</summary>
public sealed record ScoredMetric
{
    /// <summary>Id of the catalogue's metric.</summary>
    public required string Id { get; init; }

    /// <summary>The scale it is compared on.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>+1 when more is better, -1 when less is.</summary>
    public int Direction { get; init; } = 1;

    /// <summary>
    /// What it is divided by, the preferred first. A later one stands in where the broadcast does not know the first, or has no
    /// baseline in it.
    /// </summary>
    public IReadOnlyList<Exposure> Exposures { get; init; } = [Exposure.None];

    /// <summary>Half of the smallest amount, in the catalogue's unit: what keeps ln(0) away. Above zero.</summary>
    public required double HalfUnit { get; init; }

    /// <summary>"Chat messages", to begin a sentence with.</summary>
    public required string Name { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Which shipped prior belongs to it; empty when none was measured.</summary>
    public string Prior { get; init; } = "";

    /// <summary>The fact is a rate over its n, and what is compared is the count behind it, rate × n.</summary>
    public bool IsRate { get; init; }

    /// <summary>Another platform's numbers of this metric mean the same (the catalogue's comparable_to).</summary>
    public bool Comparable => MetricCatalog.Find(Id)?.ComparableTo.Length > 0;

    /// <summary>Whether e to a difference on the scale is a ratio of amounts: "1.8 times".</summary>
    public bool IsLogarithmic => Kind is not (MeasureKind.Ratio or MeasureKind.SignedGrowth);
}

/// <summary>A metric of the catalogue that does not enter a score.</summary>
public sealed record UnscoredMetric
{
    /// <summary>Id of the catalogue's metric.</summary>
    public required string Id { get; init; }

    /// <summary>Why, in a sentence for people.</summary>
    public required string Why { get; init; }
}
