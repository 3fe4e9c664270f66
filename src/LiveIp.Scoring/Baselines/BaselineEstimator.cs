namespace LiveIp.Scoring.Baselines;

/// <summary>
/// Estimates a creator's usual from few broadcasts, pulled towards what is known in general (partial pooling).
/// docs/scoring.md has the method.
/// </summary>
public static class BaselineEstimator
{
    /// <summary>Broadcasts that a baseline looks back.</summary>
    public const int Window = 20;

    /// <summary>Without a prior, fewer broadcasts than this are no baseline.</summary>
    public const int Needed = 3;

    /// <summary>From so many on, median and MAD: one strange broadcast then moves nothing.</summary>
    public const int Robust = 8;

    // Broadcasts that the prior's spread is worth.
    private const double ScaleStrength = 4;
    private const double ScaleFloor = 0.05;

    // Makes the MAD of a normal distribution its standard deviation.
    private const double MadToDeviation = 1.4826;

    /// <summary>The baseline of values on the metric's scale, the oldest first; null where neither they nor the prior serve.</summary>
    public static Baseline? Estimate(ReadOnlySpan<double> values, BaselinePrior? prior)
    {
        var n = Math.Min(values.Length, Window);
        values = values[^n..];
        if (prior is null ? n < Needed : n == 0 && prior.Location is null)
        {
            return null;
        }

        var (location, scale) =
            n == 0 ? (0, 0)
            : n < Robust ? Plain(values)
            : Median(values);
        var strength = prior?.Location is null ? 0 : prior.Strength;
        if (strength > 0)
        {
            location = ((n * location) + (strength * prior!.Location!.Value)) / (n + strength);
        }

        if (prior is not null)
        {
            // One value has no spread of its own.
            var own = n < 2 ? 0 : n;
            scale = Math.Sqrt(((own * scale * scale) + (ScaleStrength * prior.Within * prior.Within)) / (own + ScaleStrength));
        }

        return new()
        {
            Count = n,
            Location = location,
            Scale = Math.Max(scale, ScaleFloor),
            PriorStrength = strength,
            Prior = prior?.Source ?? "",
        };
    }

    private static (double Location, double Scale) Plain(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var square = 0.0;
        foreach (var value in values)
        {
            square += (value - mean) * (value - mean);
        }

        return (mean, values.Length < 2 ? 0 : Math.Sqrt(square / (values.Length - 1)));
    }

    /// <summary>Median and scaled MAD, however many values there are.</summary>
    internal static (double Location, double Scale) Median(ReadOnlySpan<double> values)
    {
        Span<double> sorted = values.Length <= Window ? stackalloc double[Window] : new double[values.Length];
        sorted = sorted[..values.Length];
        values.CopyTo(sorted);
        var median = Middle(sorted);
        for (var i = 0; i < values.Length; i++)
        {
            sorted[i] = Math.Abs(values[i] - median);
        }

        // When most values are equal (no raid in most broadcasts) the MAD says nothing, and any other value would be far, far away.
        var scale = MadToDeviation * Middle(sorted);
        return (median, scale >= ScaleFloor ? scale : Plain(values).Scale);
    }

    private static double Middle(Span<double> values)
    {
        values.Sort();
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
