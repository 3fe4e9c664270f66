using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.Chaos.Judging;

/// <summary>What a run left behind: the truth, and what the host says.</summary>
internal sealed record RunEvidence
{
    public required IReadOnlyDictionary<string, Truth> Truths { get; init; }

    public required IReadOnlyList<LiveEvent> Events { get; init; }

    public required IReadOnlyList<MetricValue> Metrics { get; init; }

    /// <summary>Channel name by platform.</summary>
    public required IReadOnlyDictionary<string, string> Channels { get; init; }

    public required ClockHistory Clock { get; init; }

    /// <summary>True times between which the host could make nothing durable: its disk was full.</summary>
    public required (DateTimeOffset From, DateTimeOffset To)? DiskFull { get; init; }
}
