using LiveIp.Scoring.Baselines;

namespace LiveIp.Scoring.Scores;

/// <summary>An interval of points that holds 90 %.</summary>
public sealed record ScoreInterval
{
    /// <summary>Lower end.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>One standard deviation, in points.</summary>
    public required double Deviation { get; init; }

    internal static ScoreInterval About(double centre, double deviation) =>
        new()
        {
            Low = centre - (Baseline.Quantile90 * deviation),
            High = centre + (Baseline.Quantile90 * deviation),
            Deviation = deviation,
        };
}

/// <summary>The range of scores that the missing metrics could make.</summary>
public sealed record SensitivityBand
{
    /// <summary>With all of them two spreads below the usual.</summary>
    public required double Low { get; init; }

    /// <summary>With all of them two spreads above.</summary>
    public required double High { get; init; }
}

internal static class Verdicts
{
    /// <summary>One deviation is chance; nine of ten may be.</summary>
    public static Verdict Of(double distance, double deviation) => Of(distance, deviation, Baseline.Quantile90 * deviation);

    public static Verdict Of(double distance, double noise, double clear) =>
        Math.Abs(distance) <= noise ? Verdict.Noise
        : Math.Abs(distance) <= clear ? Verdict.MayBeChance
        : Verdict.Clear;
}
