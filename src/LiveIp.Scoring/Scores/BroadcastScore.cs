using LiveIp.Scoring.Facts;
using LiveIp.V1;

namespace LiveIp.Scoring.Scores;

/// <summary>What a broadcast was worth to its creator, measured against the creator's own usual.</summary>
public sealed record BroadcastScore
{
    /// <summary>Which broadcast.</summary>
    public required string Broadcast { get; init; }

    /// <summary>Id of the profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Its version.</summary>
    public required int ProfileVersion { get; init; }

    /// <summary>What it was measured against.</summary>
    public required BaselineReference Baseline { get; init; }

    /// <summary>50 is the usual, 10 points one standard deviation on the creator's own history. Null: <see cref="NoValue"/> says why.</summary>
    public required double? Value { get; init; }

    /// <summary>Why there is no score; null when there is one.</summary>
    public required NoValue? NoValue { get; init; }

    /// <summary>Weighted shortfall from the targets, in usual spreads, 0 or more; null together with the score. Lower is better.</summary>
    public required double? Loss { get; init; }

    /// <summary>Share of the weight that is known, of what the platforms offer, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Share of the profile's weight that the platforms offer at all, 0 to 1.</summary>
    public required double OfferedShare { get; init; }

    /// <summary>Every metric on every channel, the missing too, in the profile's order.</summary>
    public required IReadOnlyList<TermScore> Terms { get; init; }

    /// <summary>The same points by group.</summary>
    public required IReadOnlyList<GroupScore> Groups { get; init; }

    /// <summary>The same points by channel.</summary>
    public required IReadOnlyList<ChannelScore> Channels { get; init; }

    /// <summary>Where usual broadcasts lie, about 50: a score inside is chance. Null without a score.</summary>
    public required ScoreInterval? NoiseBand { get; init; }

    /// <summary>How well the usual itself is known, about the score. Null without a score.</summary>
    public required ScoreInterval? BaselineUncertainty { get; init; }

    /// <summary>
    /// How much the score hangs on single minutes: block bootstrap, five minutes, 500 draws. Null when the broadcast is not known
    /// minute by minute, or is shorter than a quarter of an hour.
    /// </summary>
    public required ScoreInterval? WithinBroadcast { get; init; }

    /// <summary>Where the score would lie if the missing metrics were two spreads below or above the usual. Null without a score.</summary>
    public required SensitivityBand? Sensitivity { get; init; }

    /// <summary>What the distance from 50 means. Null without a score.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>Platforms that are not in the score, and why.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
}

/// <summary>Names the broadcasts that a score was measured against.</summary>
public sealed record BaselineReference
{
    /// <summary>How many; each metric has its own number.</summary>
    public required int Broadcasts { get; init; }

    /// <summary>The last of them; empty when there is none.</summary>
    public required string LastBroadcast { get; init; }

    /// <summary>When the last began.</summary>
    public required DateTimeOffset? Until { get; init; }
}

/// <summary>Points by group.</summary>
public sealed record GroupScore
{
    /// <summary>Interaction, spread or analytics.</summary>
    public required MetricGroup Group { get; init; }

    /// <summary>Share of the weight among what is known, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Points above or below 50; null without a score.</summary>
    public required double? Contribution { get; init; }
}

/// <summary>Points by channel.</summary>
public sealed record ChannelScore
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Its platform.</summary>
    public required string Platform { get; init; }

    /// <summary>The share that it has of every metric's weight: q.</summary>
    public required double Share { get; init; }

    /// <summary>Share of the weight among what is known, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Points above or below 50; null without a score.</summary>
    public required double? Contribution { get; init; }
}
