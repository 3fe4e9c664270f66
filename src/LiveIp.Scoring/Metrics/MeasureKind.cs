namespace LiveIp.Scoring.Metrics;

/// <summary>How a metric's number behaves, which decides the scale on which it is compared.</summary>
public enum MeasureKind
{
    /// <summary>Things counted: ln((x + 0.5) / exposure).</summary>
    Count,

    /// <summary>Seconds: ln((x + 30) / exposure).</summary>
    Duration,

    /// <summary>Millionths of the reporting currency: ln((x + half a unit) / exposure).</summary>
    Money,

    /// <summary>A share of a whole with its n: the logit of (a + 0.5) / (n + 1).</summary>
    Ratio,

    /// <summary>A level, averaged over time: ln(x + c0), without exposure.</summary>
    Gauge,

    /// <summary>Growth that may be below zero: asinh(x / 2 c0), which is ln for large growth and linear about zero.</summary>
    SignedGrowth,
}

/// <summary>What a metric is divided by before it is compared.</summary>
public enum Exposure
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Minutes live on the channel.</summary>
    LiveMinutes,

    /// <summary>Viewers × minutes.</summary>
    ViewerMinutes,

    /// <summary>Views of posts and clips (spread.views of the same part).</summary>
    Views,
}
