namespace LiveIp.Host.Demo.Comparison;

/// <summary>A gap as the log records it.</summary>
internal sealed record RecordedGap(DateTimeOffset From, DateTimeOffset To, string Cause)
{
    public double Seconds => (To - From).TotalSeconds;
}

/// <summary>One cell of the table: a number, or why there is none.</summary>
/// <param name="At">When a sample was wrong.</param>
internal sealed record MetricCell(string Metric, string? Currency, double? Value, double? Truth, bool Holds, DateTimeOffset? At = null);

/// <summary>What came of one platform's part of the show.</summary>
internal sealed class PlatformReport(string platform)
{
    public string Platform { get; } = platform;

    /// <summary>Delivered or replayable in the truth.</summary>
    public int Delivered { get; set; }
    public int Logged { get; set; }
    public int Unrecoverable { get; set; }
    public List<RecordedGap> Gaps { get; } = [];
    public List<MetricCell> Metrics { get; } = [];

    /// <summary>Each a sentence about one occurrence.</summary>
    public List<string> Lost { get; } = [];
    public List<string> Doubled { get; } = [];
    public List<string> Wrong { get; } = [];

    /// <summary>Unrecoverable, not logged, and outside every recorded gap; or a gap longer than the outage.</summary>
    public List<string> Undisclosed { get; } = [];

    public bool Holds => Lost.Count + Doubled.Count + Wrong.Count + Undisclosed.Count == 0 && Metrics.All(m => m.Holds);
}
