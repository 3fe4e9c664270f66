using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.V1;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>One metric on one channel, with everything that does not depend on the broadcast that is judged.</summary>
internal sealed class TermFrame
{
    public required MetricGroup Group { get; init; }

    public required ScoredMetric Metric { get; init; }

    /// <summary>Index of the part.</summary>
    public required int Part { get; init; }

    public required string Channel { get; init; }

    public required string Platform { get; init; }

    /// <summary>Group weight × metric weight, both as shares; the platforms share it among them.</summary>
    public required double Weight { get; init; }

    public required ProfileTarget? Target { get; init; }

    /// <summary>One for each exposure of the metric, in its order.</summary>
    public required TermOption[] Options { get; init; }
}

/// <summary>A term measured over one exposure. The exposure is part of the baseline's key.</summary>
internal sealed class TermOption
{
    public required Exposure Exposure { get; init; }

    /// <summary>Earlier broadcasts with a value, at most the window.</summary>
    public required int Count { get; init; }

    /// <summary>Null when too little is known.</summary>
    public required Baseline? Baseline { get; init; }

    /// <summary>Distances of the earlier broadcasts, one for each row of the window; NaN where there is none.</summary>
    public required double[] History
    {
        get;
        init
        {
            field = value;
            KnownRows = value.Count(static z => !double.IsNaN(z));
        }
    }

    /// <summary>Rows of the history with a distance.</summary>
    public int KnownRows { get; private init; }
}
