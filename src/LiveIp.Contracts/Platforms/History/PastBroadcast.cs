namespace LiveIp.Contracts;

/// <summary>A broadcast that is over, as its platform tells of it now.</summary>
public sealed record PastBroadcast
{
    /// <summary>The id under which events of it carry it when it is followed live.</summary>
    public required string Id { get; init; }

    /// <summary>Further ids that the platform gave it: of its recording, for instance.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>When it truly began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it truly ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>May be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its final numbers. What the platform does not tell is left out; zero is a number.</summary>
    public IReadOnlyList<PastMetric> Metrics { get; init; } = [];

    /// <summary>
    /// What else the platform tells in numbers and has no metric for, as a JSON object of at most <see cref="UnreadableSample.MaxJson"/>
    /// characters without names of people; null where there is nothing.
    /// </summary>
    public string? Details { get; init; }
}

/// <summary>One number of a broadcast, as it stands now.</summary>
public sealed record PastMetric
{
    /// <summary>Id of a metric of the catalogue: a gauge is its value, every other one the total of the broadcast.</summary>
    public required string Metric { get; init; }

    /// <summary>In the metric's unit.</summary>
    public required long Value { get; init; }

    /// <summary>Whoever followed the broadcast live has counted it as well; it is then not taken from here.</summary>
    public bool CountedLive { get; init; }
}
