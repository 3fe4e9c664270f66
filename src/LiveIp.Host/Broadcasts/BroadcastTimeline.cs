namespace LiveIp.Host.Broadcasts;

/// <summary>All broadcasts at one moment, in the order of time. Nothing in it changes.</summary>
internal sealed class BroadcastTimeline
{
    private readonly Dictionary<long, BroadcastRecord> _bySequence = [];

    private BroadcastTimeline(IReadOnlyList<BroadcastRecord> all)
    {
        All = all;
        foreach (var broadcast in all)
        {
            foreach (var sequence in broadcast.Sequences)
            {
                _bySequence[sequence] = broadcast;
            }
        }
    }

    /// <summary>By beginning, then by id.</summary>
    public IReadOnlyList<BroadcastRecord> All { get; }

    /// <param name="parts">Of all channels.</param>
    /// <param name="notes">What people said, by the sequence of a state.</param>
    public static BroadcastTimeline Of(IEnumerable<PartRecord> parts, IReadOnlyDictionary<long, BroadcastNotes> notes)
    {
        var all = new List<BroadcastRecord>();
        var together = new List<PartRecord>();
        var end = long.MinValue;
        foreach (var part in parts.OrderBy(static p => p.Start).ThenBy(static p => p.Began))
        {
            // One that begins when the other ends comes after it; one without length belongs to what runs, or began, at that time.
            if (together.Count > 0 && part.Start >= end && part.Start > together[^1].Start)
            {
                all.Add(Join(together, notes));
                together = [];
                end = long.MinValue;
            }

            together.Add(part);
            end = Math.Max(end, part.End ?? long.MaxValue);
        }

        if (together.Count > 0)
        {
            all.Add(Join(together, notes));
        }

        return new([.. all.OrderBy(static b => b.Start).ThenBy(static b => b.Id)]);
    }

    /// <summary>
    /// By the sequence of any of its states: when a late one shows that two broadcasts were one, both ids lead to it. Null when there is
    /// none.
    /// </summary>
    public BroadcastRecord? Find(long id) => _bySequence.GetValueOrDefault(id);

    /// <summary>The channel's parts that lie within the grace time of the stretch, with what they belong to.</summary>
    public IEnumerable<(BroadcastRecord Broadcast, PartRecord Part)> Near(string channel, long from, long until)
    {
        var grace = (long)ChannelIntervals.Grace.TotalMilliseconds;
        return All.SelectMany(static b => b.Parts.Select(p => (Broadcast: b, Part: p)))
            .Where(p => p.Part.Channel.Name == channel)
            .Where(p => p.Part.Start - grace <= until && from <= (p.Part.End is { } end ? end + grace : long.MaxValue));
    }

    private static BroadcastRecord Join(List<PartRecord> parts, IReadOnlyDictionary<long, BroadcastNotes> notes)
    {
        var said = parts.SelectMany(static p => p.Sequences).Order().Select(notes.GetValueOrDefault).OfType<BroadcastNotes>().ToArray();
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, value) in said.SelectMany(static n => n.Labels))
        {
            // Of two broadcasts that turned out to be one, the older keeps its word.
            labels.TryAdd(label, value);
        }

        return new()
        {
            Id = parts.Min(static p => p.Began),
            Parts = [.. parts],
            Title = said.Select(static n => n.Title).Concat(parts.Select(static p => p.Title)).FirstOrDefault(static t => t.Length > 0, ""),
            Labels = labels,
        };
    }
}
