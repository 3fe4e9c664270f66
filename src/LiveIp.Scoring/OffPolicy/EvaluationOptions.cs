namespace LiveIp.Scoring.OffPolicy;

/// <summary>How a log is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The defaults.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>Which estimates; those that need predictions are left out when the log has none.</summary>
    public IReadOnlyList<Estimator> Estimators { get; init; } =
    [
        Estimator.DirectMethod,
        Estimator.Ips,
        Estimator.SelfNormalizedIps,
        Estimator.DoublyRobust,
        Estimator.SelfNormalizedDoublyRobust,
        Estimator.SwitchDoublyRobust(10),
        Estimator.DoublyRobustShrunk(100),
    ];

    /// <summary>Weights are cut at it, above 0; infinity is no cut.</summary>
    public double MaxWeight { get; init; } = double.PositiveInfinity;

    /// <summary>Bootstrap resamples, at least 100.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of resamples inside an interval, (0, 1).</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>Of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Effective sample size below which there is no answer.</summary>
    public double NeededSampleSize { get; init; } = 100;

    /// <summary>Share of the judged policy's choices without support above which there is no answer.</summary>
    public double AllowedUnsupportedMass { get; init; } = 0.05;
}
