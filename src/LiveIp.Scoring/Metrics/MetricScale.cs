namespace LiveIp.Scoring.Metrics;

/// <summary>
/// Puts an amount on the scale where equal steps are equal ratios, so that broadcasts of any size can be compared.
/// The half unit is added before the division, in canonical units: a change of unit then shifts every value by the same constant,
/// which the baseline takes off again.
/// </summary>
internal static class MetricScale
{
    /// <param name="metric">Says which scale.</param>
    /// <param name="amount">In the catalogue's unit; for a rate the count behind it; for a ratio the successes.</param>
    /// <param name="n">Of a ratio; otherwise not looked at.</param>
    /// <param name="exposure">Above zero; 1 for none.</param>
    public static double Of(ScoredMetric metric, double amount, double n, double exposure) =>
        metric.Kind switch
        {
            MeasureKind.Ratio => Math.Log((amount + 0.5) / (n - amount + 0.5)),
            MeasureKind.SignedGrowth => Math.Asinh(amount / (2 * metric.HalfUnit)),
            MeasureKind.Gauge => Math.Log(amount + metric.HalfUnit),
            _ => Math.Log((amount + metric.HalfUnit) / exposure),
        };

    /// <summary>The amount of a value on the scale; not below zero where nothing can be.</summary>
    public static double Back(ScoredMetric metric, double value, double n, double exposure) =>
        metric.Kind switch
        {
            MeasureKind.Ratio => Math.Clamp(((n + 1) / (1 + Math.Exp(-value))) - 0.5, 0, n),
            MeasureKind.SignedGrowth => Math.Sinh(value) * 2 * metric.HalfUnit,
            MeasureKind.Gauge => Math.Max(0, Math.Exp(value) - metric.HalfUnit),
            _ => Math.Max(0, (Math.Exp(value) * exposure) - metric.HalfUnit),
        };

    /// <summary>What goes into <see cref="Of"/>: a rate becomes its count, a ratio its successes.</summary>
    public static double Amount(ScoredMetric metric, double value, double? n) =>
        metric.IsRate || metric.Kind == MeasureKind.Ratio ? value * n!.Value : value;
}
