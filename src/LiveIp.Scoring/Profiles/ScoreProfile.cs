using System.Text.Json.Serialization;
using LiveIp.V1;

namespace LiveIp.Scoring.Profiles;

/// <summary>What a creator cares about, as data: a JSON file of schemas/score-profile.schema.json.</summary>
public sealed record ScoreProfile
{
    /// <summary>Where an editor finds the schema; not looked at.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Lower-case letters, digits and hyphens, at most 63.</summary>
    public required string Id { get; init; }

    /// <summary>From 1; goes up with every change. A score names it.</summary>
    public required int Version { get; init; }

    /// <summary>What a score of it means, in English.</summary>
    public required string Label { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string LabelZh { get; init; }

    /// <summary>The groups and what is in them. Weights need not sum to 1: they are shares of their sum.</summary>
    public required IReadOnlyList<ProfileGroup> Groups { get; init; }

    /// <summary>How distances become one number.</summary>
    public ProfileAggregation Aggregation { get; init; } = new();

    /// <summary>No metric counts as more than this many spreads from the usual, 1 to 8.</summary>
    public double Clamp { get; init; } = 6;

    /// <summary>What the loss is made of.</summary>
    public ProfileLoss Loss { get; init; } = new();

    /// <summary>Which platforms count, and for how much.</summary>
    public ProfilePolicy Policy { get; init; } = new();
}

/// <summary>A group of metrics with its weight.</summary>
public sealed record ProfileGroup
{
    /// <summary>Interaction, spread or analytics.</summary>
    [JsonConverter(typeof(CamelCaseEnum<MetricGroup>))]
    public required MetricGroup Group { get; init; }

    /// <summary>Above zero.</summary>
    public required double Weight { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ProfileMetric> Metrics { get; init; }
}

/// <summary>A metric with its weight inside the group.</summary>
public sealed record ProfileMetric
{
    /// <summary>Id of the catalogue's metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Above zero.</summary>
    public required double Weight { get; init; }

    /// <summary>What the loss measures the shortfall from; null: the creator's usual.</summary>
    public ProfileTarget? Target { get; init; }
}

/// <summary>A target; exactly one of its two is given.</summary>
public sealed record ProfileTarget
{
    /// <summary>Usual spreads above the usual, -10 to 10.</summary>
    public double? Tau { get; init; }

    /// <summary>A share above the usual: 0.1 is "beat my last 20 by 10 %". Above -1, at most 10.</summary>
    public double? BeatUsualBy { get; init; }
}

/// <summary>How distances become one number.</summary>
public sealed record ProfileAggregation
{
    /// <summary>The mean.</summary>
    [JsonConverter(typeof(CamelCaseEnum<AggregationKind>))]
    public AggregationKind Kind { get; init; } = AggregationKind.Arithmetic;

    /// <summary>Of a power mean: -10 to -0.1, or 0.1 to below 1. Null for the others.</summary>
    public double? Exponent { get; init; }
}

/// <summary>Means, by how far a good metric makes up for a bad one.</summary>
public enum AggregationKind
{
    /// <summary>It makes up in full.</summary>
    Arithmetic,

    /// <summary>The power mean of Phi(z): the lower the exponent, the less it makes up.</summary>
    Power,

    /// <summary>The geometric mean of Phi(z), a power mean with exponent 0.</summary>
    Geometric,
}

/// <summary>What the loss is made of.</summary>
public sealed record ProfileLoss
{
    /// <summary>ln(1 + e^(tau - z)) in place of max(0, tau - z): reaching the target is then still worth something.</summary>
    public bool Smooth { get; init; }
}

/// <summary>Which platforms count, and for how much.</summary>
public sealed record ProfilePolicy
{
    /// <summary>How platforms share a metric's weight.</summary>
    [JsonConverter(typeof(CamelCaseEnum<PlatformWeighting>))]
    public PlatformWeighting Weighting { get; init; } = PlatformWeighting.ViewerMinutes;

    /// <summary>Platforms that the creator does not want in the score: "twitch".</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>How platforms share a metric's weight.</summary>
public enum PlatformWeighting
{
    /// <summary>By viewer-minutes, half-way towards equal; a platform without viewers gets the equal share.</summary>
    ViewerMinutes,

    /// <summary>Equally.</summary>
    Equal,
}
