using System.Globalization;
using LiveIp.Scoring.Baselines;

namespace LiveIp.Scoring.Scores;

/// <summary>Why there is no score.</summary>
public enum NoValueCode
{
    /// <summary>Too few earlier broadcasts, and no prior stands in.</summary>
    NoBaseline,

    /// <summary>Less than half of the weight is known.</summary>
    Insufficient,

    /// <summary>Nothing that the profile weighs is known.</summary>
    NothingKnown,

    /// <summary>Too few broadcasts that ran on both platforms at once.</summary>
    NoSimulcasts,
}

/// <summary>Why there is no score, for programs and for people.</summary>
public sealed record NoValue
{
    private NoValue() { }

    /// <summary>For programs.</summary>
    public required NoValueCode Code { get; init; }

    /// <summary>What there is: broadcasts, or the share of the weight that is known.</summary>
    public required double Have { get; init; }

    /// <summary>What it takes, in the same unit.</summary>
    public required double Need { get; init; }

    /// <summary>"no value (1 of 3 broadcasts)".</summary>
    public required string English { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <inheritdoc/>
    public override string ToString() => English;

    internal static NoValue Baseline(int broadcasts) =>
        new()
        {
            Code = NoValueCode.NoBaseline,
            Have = broadcasts,
            Need = BaselineEstimator.Needed,
            English = $"no value ({broadcasts} of {BaselineEstimator.Needed} broadcasts)",
            Chinese = $"无数值（{BaselineEstimator.Needed} 场直播中已有 {broadcasts} 场）",
        };

    internal static NoValue Coverage(double coverage)
    {
        var percent = (100 * coverage).ToString("0", CultureInfo.InvariantCulture);
        return new()
        {
            Code = NoValueCode.Insufficient,
            Have = coverage,
            Need = Calculation.ScoreState.NeededCoverage,
            English = $"insufficient: {percent} % of the profile's weight is known, 50 % is needed",
            Chinese = $"数据不足：仅已知配置权重的 {percent} %，需要 50 %",
        };
    }

    internal static NoValue Simulcasts(int broadcasts, int needed) =>
        new()
        {
            Code = NoValueCode.NoSimulcasts,
            Have = broadcasts,
            Need = needed,
            English = $"no rate ({broadcasts} of {needed} simulcasts)",
            Chinese = $"无换算率（{needed} 场同播中已有 {broadcasts} 场）",
        };

    internal static NoValue Nothing { get; } =
        new()
        {
            Code = NoValueCode.NothingKnown,
            Have = 0,
            Need = Calculation.ScoreState.NeededCoverage,
            English = "no value: nothing that the profile weighs is known",
            Chinese = "无数值：配置所用的指标均未知",
        };
}
