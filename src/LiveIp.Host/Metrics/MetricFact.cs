namespace LiveIp.Host.Metrics;

/// <summary>What one event says about one metric.</summary>
internal abstract record MetricFact
{
    private MetricFact() { }

    /// <summary>So much was added, in the event's minute.</summary>
    public sealed record Added(MetricSeries Series, long Amount) : MetricFact;

    /// <summary>A counter that started at zero with its subject (a broadcast, a poll) stands at this total.</summary>
    public sealed record Total(string Metric, string Subject, long Value) : MetricFact;

    /// <summary>The value from now on; null: there is none from now on.</summary>
    public sealed record Gauge(string Metric, long? Value) : MetricFact;

    /// <summary>This person wrote in the chat.</summary>
    /// <param name="Person">Keyed hash of the id.</param>
    public sealed record Spoke(long Person) : MetricFact;
}
