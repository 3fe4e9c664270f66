namespace LiveIp.Host.Polls.Stored;

/// <summary>A poll on one or more channels.</summary>
internal sealed record PollRecord
{
    private const string Prefix = "polls/";

    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>2 to 4.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When voting is to end by the clock.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When somebody ended it before its time; null when nobody did.</summary>
    public DateTimeOffset? EndWishedAt { get; init; }

    /// <summary>In the order in which the channels were named.</summary>
    public required IReadOnlyList<PollPartRecord> Parts { get; init; }

    /// <summary>When voting ends, or ended.</summary>
    public DateTimeOffset End => EndWishedAt is { } wished && wished < EndsAt ? wished : EndsAt;

    /// <summary>"polls/{id}"</summary>
    public string Name => NameOf(Id);

    /// <summary>Nothing about it will change by itself.</summary>
    public bool IsOver => Parts.All(static p => p.IsOver);

    public static string NameOf(string id) => Prefix + id;

    /// <summary>The id in a resource name, or null when it is no poll's.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name.IndexOf('/', Prefix.Length) < 0
            ? name[Prefix.Length..]
            : null;
}
