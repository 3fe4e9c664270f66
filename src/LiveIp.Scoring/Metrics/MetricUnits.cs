namespace LiveIp.Scoring.Metrics;

/// <summary>Brings amounts into the catalogue's units, which are UCUM codes. What is not known is refused, never guessed.</summary>
public static class MetricUnits
{
    private const double MicrosPerUnit = 1_000_000;

    /// <summary>Seconds from "s", "min", "h" or "d"; micros from "{micros}" or, for money, "1" (whole units of the currency).</summary>
    /// <exception cref="ArgumentException">The metric cannot be given in this unit.</exception>
    public static double ToCanonical(ScoredMetric metric, double value, string unit)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return (metric.Kind, unit) switch
        {
            (MeasureKind.Duration, "s") => value,
            (MeasureKind.Duration, "min") => value * 60,
            (MeasureKind.Duration, "h") => value * 3600,
            (MeasureKind.Duration, "d") => value * 86_400,
            (MeasureKind.Money, "{micros}") => value,
            (MeasureKind.Money, "1") => value * MicrosPerUnit,
            _ when unit == LiveIp.Contracts.MetricCatalog.Find(metric.Id)?.Unit => value,
            _ => throw new ArgumentException($"{metric.Id} cannot be given in '{unit}'.", nameof(unit)),
        };
    }
}
