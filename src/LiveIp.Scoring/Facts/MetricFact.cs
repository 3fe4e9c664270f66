namespace LiveIp.Scoring.Facts;

/// <summary>What is known of one metric of one part of a broadcast, in the catalogue's unit. Zero is a value; unknown is missing.</summary>
/// <remarks>Numbers are not judged here: <see cref="FactsValidator"/> names every problem at once, with its place.</remarks>
public sealed record MetricFact
{
    private MetricFact() { }

    /// <summary>In the metric's unit; null when missing.</summary>
    public double? Value { get; private init; }

    /// <summary>Over how much a ratio or rate was taken: observations, or viewer-minutes for a rate per viewer-minute. Null otherwise.</summary>
    public double? N { get; private init; }

    /// <summary>The readings of a running total that the value was taken from, oldest first; null when it was not.</summary>
    public IReadOnlyList<double>? Readings { get; private init; }

    /// <summary>Why there is no value; empty when there is one.</summary>
    public string Missing { get; private init; } = "";

    /// <summary>
    /// The platform has no such metric, so nothing was lost in this broadcast: the metric does not count against the coverage.
    /// </summary>
    public bool NotOffered { get; private init; }

    /// <summary>A value in the catalogue's unit.</summary>
    public static MetricFact Of(double value) => new() { Value = value };

    /// <summary>A ratio or a rate, with what it was taken over.</summary>
    public static MetricFact OfRate(double value, double n) => new() { Value = value, N = n };

    /// <summary>What a running total grew by: its last reading minus its first.</summary>
    /// <exception cref="ArgumentException">There is no reading.</exception>
    public static MetricFact OfCounter(IReadOnlyList<double> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return readings.Count == 0
            ? throw new ArgumentException("A running total needs a reading; without one it is missing.", nameof(readings))
            : new() { Value = readings[^1] - readings[0], Readings = readings };
    }

    /// <summary>No value in this broadcast, and why.</summary>
    public static MetricFact None(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new() { Missing = reason };
    }

    /// <summary>The platform has no such metric.</summary>
    public static MetricFact NoneOffered(string reason) => None(reason) with { NotOffered = true };
}
