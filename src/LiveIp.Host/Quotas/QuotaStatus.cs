namespace LiveIp.Host.Quotas;

/// <summary>A quota at a moment.</summary>
internal sealed record QuotaStatus
{
    public required string Platform { get; init; }

    public required string Bucket { get; init; }

    public required string Label { get; init; }

    public required string LabelZh { get; init; }

    /// <summary>Units of one day or window.</summary>
    public required long Limit { get; init; }

    public required long Used { get; init; }

    public required long Left { get; init; }

    /// <summary>Of what is left, only for what a person asks for.</summary>
    public long Reserve { get; init; }

    public required DateTimeOffset ResetsAt { get; init; }

    /// <summary>Units an hour at the pace of the last half hour; 0 when nothing is going on.</summary>
    public double PerHour { get; init; }

    /// <summary>When all but the reserve is used at this pace; null when not before it is new.</summary>
    public DateTimeOffset? RunsOutAt { get; init; }

    public IReadOnlyDictionary<string, long> ByOperation { get; init; } = new Dictionary<string, long>();

    /// <summary>As the platform said in its last answer; the host counts nothing of it.</summary>
    public bool IsObserved { get; init; }
}
