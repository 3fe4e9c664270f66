namespace LiveIp.Host.Metrics;

/// <summary>What is summed up together: a metric, and for money one currency. Hashed once, since the writer looks it up for every event.</summary>
/// <param name="currency">Empty but for money.</param>
internal sealed class MetricSeries(string metric, string currency = "") : IEquatable<MetricSeries>
{
    private readonly int _hash = HashCode.Combine(metric, currency);

    public string Metric => metric;

    public string Currency => currency;

    public bool Equals(MetricSeries? other) =>
        ReferenceEquals(this, other) || (other is not null && metric == other.Metric && currency == other.Currency);

    public override bool Equals(object? obj) => Equals(obj as MetricSeries);

    public override int GetHashCode() => _hash;
}
