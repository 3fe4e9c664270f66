namespace LiveIp.Host.Distribution.Announcing;

/// <summary>What an announcement can say of a broadcast.</summary>
internal sealed record ShowFacts
{
    public required string Title { get; init; }

    public required string Category { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Null while it is on air, or can still come back.</summary>
    public required DateTimeOffset? End { get; init; }

    /// <summary>In the order in which they went live; each channel once.</summary>
    public required IReadOnlyList<ShowPlatform> Platforms { get; init; }

    /// <summary>Null while it is on air, or can still come back.</summary>
    public TimeSpan? Length => End - Start;

    /// <summary>Those of which it is known.</summary>
    public IEnumerable<ShowPlatform> Peaks => Platforms.Where(static p => p.Peak is > 0);
}

/// <summary>A broadcast on one channel.</summary>
/// <param name="Id">"youtube"</param>
/// <param name="Name">"YouTube"</param>
/// <param name="Uri">Where viewers find it, and later its recording if the platform keeps one; null where nobody knows.</param>
/// <param name="Peak">The most viewers at one time, as far as the platform tells and its terms allow to say it.</param>
internal sealed record ShowPlatform(string Id, string Name, Uri? Uri, long? Peak);
