using LiveIp.V1;

namespace LiveIp.Scoring;

/// <summary>A weighted sum of named metrics, with words for what the number means.</summary>
public sealed record ScorePreset
{
    /// <summary>What a caller asks for: "SeedPrinted".</summary>
    public required string Name { get; init; }

    /// <summary>What the number means and which way is better, in English.</summary>
    public required string Label { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string LabelZh { get; init; }

    /// <summary>The terms, in the order of the founding document.</summary>
    public required IReadOnlyList<TermDefinition> Terms { get; init; }
}

/// <summary>One term of a score: a metric and the weight it enters with.</summary>
public sealed record TermDefinition
{
    /// <summary>"I1" … "D2", as in the founding document.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the catalogue's metric.</summary>
    public required string Metric { get; init; }

    /// <summary>I, S or D. It belongs to the term, not to the metric: watch time stands in all three groups.</summary>
    public required MetricGroup Group { get; init; }

    /// <summary>Score points for one unit of the metric.</summary>
    public required double Weight { get; init; }
}
