namespace LiveIp.Host.Broadcasts;

/// <summary>What was on air: the parts of all channels that overlap in time.</summary>
internal sealed record BroadcastRecord
{
    private const string Prefix = "broadcasts/";

    /// <summary>Sequence of the first event in the log that said that it began.</summary>
    public required long Id { get; init; }

    /// <summary>By beginning.</summary>
    public required IReadOnlyList<PartRecord> Parts { get; init; }

    /// <summary>A person's, or the first that a platform told.</summary>
    public required string Title { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public long Start => Parts[0].Start;

    /// <summary>Null while a part is live.</summary>
    public long? End => Parts.Any(static p => p.End is null) ? null : Parts.Max(static p => p.End);

    /// <summary>Of all states that it was made of: each of them names it.</summary>
    public IEnumerable<long> Sequences => Parts.SelectMany(static p => p.Sequences);

    /// <summary>"broadcasts/{id}"</summary>
    public string Name => NameOf(Id);

    public static string NameOf(long id) => $"{Prefix}{id}";

    /// <summary>The id in a resource name, or null when it is none.</summary>
    public static long? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(
            name.AsSpan(Prefix.Length),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var id
        )
        && id > 0
            ? id
            : null;
}
