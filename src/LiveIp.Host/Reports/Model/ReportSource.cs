using LiveIp.Host.Scoring;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Model;

/// <summary>All that a report is made of, as it was read. Nothing in it is judged yet.</summary>
internal sealed record ReportSource
{
    public required KnownBroadcast Broadcast { get; init; }

    public required BroadcastScore Score { get; init; }

    public required ScoreProfile Profile { get; init; }

    /// <summary>Position in the log up to which at least all was read.</summary>
    public required long AsOfSequence { get; init; }

    public required IReadOnlyList<SourcePart> Parts { get; init; }

    /// <summary>Scores of the broadcasts up to this one, oldest first, this one last.</summary>
    public required IReadOnlyList<HistoryPoint> History { get; init; }

    public IReadOnlyList<ReportGap> Gaps { get; init; } = [];

    /// <summary>Markers and clips, in the order of time.</summary>
    public IReadOnlyList<ReportMoment> Moments { get; init; } = [];

    /// <summary>Null when nobody suggested anything.</summary>
    public NextSuggestion? Next { get; init; }
}

/// <summary>What one channel carried.</summary>
internal sealed record SourcePart
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    /// <summary>"Twitch"</summary>
    public required string PlatformName { get; init; }

    /// <summary>When it was on air, by beginning: several stretches when it broke off and came back.</summary>
    public required IReadOnlyList<OnAir> OnAir { get; init; }

    /// <summary>By the catalogue's order; money once for each currency.</summary>
    public required IReadOnlyList<ReportValue> Values { get; init; }

    public required IReadOnlyList<SourceSeries> Series { get; init; }
}

/// <summary>A stretch of time on air.</summary>
internal readonly record struct OnAir(DateTimeOffset Start, DateTimeOffset End);

/// <summary>What was stored of one metric, minute by minute.</summary>
internal sealed record SourceSeries
{
    public required string Metric { get; init; }

    /// <summary>Empty but for money.</summary>
    public string Currency { get; init; } = "";

    /// <summary>By Unix minute. A minute in which nothing was counted, or no sample came, is not in it.</summary>
    public required IReadOnlyDictionary<long, double> Points { get; init; }
}
