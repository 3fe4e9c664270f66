using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Model;

/// <summary>One page about one broadcast. Policies are asked by then: writers show whatever is in it.</summary>
internal sealed record BroadcastReport
{
    /// <summary>"broadcasts/{id}"</summary>
    public required string Name { get; init; }

    /// <summary>Whatever the platform or the creator wrote: writers escape it.</summary>
    public required string Title { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Of a running broadcast, until when the numbers reach.</summary>
    public required DateTimeOffset End { get; init; }

    public required bool IsLive { get; init; }

    /// <summary>Nothing of it happened to a person.</summary>
    public required bool IsEmulated { get; init; }

    public required long AsOfSequence { get; init; }

    public required IReadOnlyList<ReportPart> Parts { get; init; }

    /// <summary>Over platforms; metrics that cannot be added up say why.</summary>
    public required IReadOnlyList<ReportTotal> Totals { get; init; }

    /// <summary>Begin of the first minute of <see cref="Series"/>.</summary>
    public required DateTimeOffset FirstMinute { get; init; }

    /// <summary>How many minutes each series has.</summary>
    public required int Minutes { get; init; }

    /// <summary>Minutes at the end that a report has no room for; the table "minutes" has them.</summary>
    public required int MinutesLeftOut { get; init; }

    public required IReadOnlyList<MinuteSeries> Series { get; init; }

    public required BroadcastScore Score { get; init; }

    public required ScoreProfile Profile { get; init; }

    /// <summary>Oldest first, this one last.</summary>
    public required IReadOnlyList<HistoryPoint> History { get; init; }

    public required IReadOnlyList<ReportPeak> Peaks { get; init; }

    public required IReadOnlyList<ReportGap> Gaps { get; init; }

    /// <summary>Markers and clips, in the order of time.</summary>
    public required IReadOnlyList<ReportMoment> Moments { get; init; }

    public required NextSuggestion? Next { get; init; }

    public TimeSpan Duration => End - Start;
}

/// <summary>What one channel showed.</summary>
internal sealed record ReportPart
{
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    /// <summary>"Twitch"; with the channel behind it when the platform carried the broadcast twice.</summary>
    public required string Caption { get; init; }

    /// <summary>In the order of the catalogue; money once for each currency.</summary>
    public required IReadOnlyList<ReportValue> Values { get; init; }
}

/// <summary>One value, or why there is none.</summary>
internal sealed record ReportValue
{
    public required string Metric { get; init; }

    /// <summary>In the catalogue's unit; null when missing.</summary>
    public double? Value { get; init; }

    /// <summary>Empty but for money.</summary>
    public string Currency { get; init; } = "";

    public bool Estimated { get; init; }

    /// <summary>Empty when there is a value.</summary>
    public string Missing { get; init; } = "";
}

/// <summary>A sum over platforms.</summary>
internal sealed record ReportTotal
{
    public required string Metric { get; init; }

    /// <summary>Null when it cannot be added up.</summary>
    public double? Value { get; init; }

    /// <summary>Captions of the parts that are in it.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>What is not in it, and why.</summary>
    public IReadOnlyList<LeftOut> Without { get; init; } = [];

    public bool Estimated { get; init; }

    /// <summary>Empty when there is a value.</summary>
    public string Missing { get; init; } = "";
}

/// <summary>One metric of one channel, minute by minute.</summary>
internal sealed record MinuteSeries
{
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    public required string Caption { get; init; }

    public required string Metric { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>Null: not known, or not on air. A zero was counted.</summary>
    public required IReadOnlyList<double?> Values { get; init; }
}

/// <summary>The minute in which most happened.</summary>
internal sealed record ReportPeak
{
    public required string Caption { get; init; }

    public required string Metric { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>From the first minute of the report, from 0.</summary>
    public required int Minute { get; init; }

    public required double Value { get; init; }
}

/// <summary>A time in which the channel was not heard.</summary>
internal sealed record ReportGap
{
    public required string Channel { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required V1.Gap.Types.Cause Cause { get; init; }
}

/// <summary>A marker or a clip.</summary>
internal sealed record ReportMoment
{
    public required string Channel { get; init; }

    /// <summary>From the broadcast's beginning.</summary>
    public required TimeSpan Position { get; init; }

    public required bool IsClip { get; init; }

    /// <summary>False for a clip that was asked for, of which nobody knows whether there is one.</summary>
    public required bool IsSeen { get; init; }

    /// <summary>Whatever the creator wrote: writers escape it.</summary>
    public required string Note { get; init; }

    /// <summary>Where people watch the clip; empty where it is not there.</summary>
    public required string Uri { get; init; }
}

/// <summary>Score of one of the last broadcasts.</summary>
internal sealed record HistoryPoint
{
    public required string Broadcast { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Null: <see cref="NoValue"/> says why.</summary>
    public required double? Value { get; init; }

    public required NoValue? NoValue { get; init; }

    /// <summary>Where usual broadcasts lay, about 50, with 90 %.</summary>
    public required ScoreInterval? Noise { get; init; }
}

/// <summary>What to stream next.</summary>
internal sealed record NextSuggestion
{
    public required string Summary { get; init; }

    public required string SummaryZh { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<NextOption> Options { get; init; }
}

internal sealed record NextOption
{
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Null when there is not enough history.</summary>
    public required double? ExpectedScore { get; init; }

    /// <summary>Where the mean of such broadcasts lies with 90 %.</summary>
    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>Broadcasts with these labels.</summary>
    public required int Broadcasts { get; init; }

    public required string Reason { get; init; }

    public required string ReasonZh { get; init; }
}
