using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>A stretch of one channel on air. Two parts of a channel always lie more than the grace time apart.</summary>
internal sealed record PartRecord
{
    public required LoggedChannel Channel { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Start { get; init; }

    /// <summary>Null while it is live.</summary>
    public required long? End { get; init; }

    /// <summary>The platform's ids of it, in the order of time.</summary>
    public required IReadOnlyList<string> PlatformIds { get; init; }

    /// <summary>The first that was told; empty when none was.</summary>
    public required string Title { get; init; }

    public required string Category { get; init; }

    /// <summary>Of all states that it was made of.</summary>
    public required IReadOnlyList<long> Sequences { get; init; }

    /// <summary>Of the first state in the log that said that it began; where none did, of the first state.</summary>
    public required long Began { get; init; }

    /// <summary>Nothing of it was heard live.</summary>
    public required bool IsImported { get; init; }

    /// <summary>Nobody heard or recorded it: all that is known is what was told afterwards.</summary>
    public required bool IsHistory { get; init; }

    public Stretch Stretch(DateTimeOffset now)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(Start);
        return new(
            from,
            End is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end)
                : now > from ? now
                : from
        );
    }

    /// <summary>What a channel's intervals come to: those that overlap, or come back within the grace time, are one part.</summary>
    public static IEnumerable<PartRecord> Of(LoggedChannel channel, IEnumerable<Interval> intervals)
    {
        var together = new List<Interval>();
        var end = long.MinValue;
        foreach (
            var next in intervals
                .OrderBy(static i => i.Start)
                .ThenBy(static i => i.End ?? long.MaxValue)
                .ThenBy(static i => i.Id, StringComparer.Ordinal)
        )
        {
            if (together.Count > 0 && next.Start - (decimal)end > (decimal)ChannelIntervals.Grace.TotalMilliseconds)
            {
                yield return Join(channel, together, end);
                together.Clear();
                end = long.MinValue;
            }

            together.Add(next);
            end = Math.Max(end, next.End ?? long.MaxValue);
        }

        if (together.Count > 0)
        {
            yield return Join(channel, together, end);
        }
    }

    private static PartRecord Join(LoggedChannel channel, List<Interval> intervals, long end)
    {
        var states = intervals
            .SelectMany(static i => i.States)
            .OrderBy(static s => s.At)
            .ThenBy(static s => s.Event, StringComparer.Ordinal)
            .ToArray();
        return new()
        {
            Channel = channel,
            Start = intervals[0].Start,
            End = end == long.MaxValue ? null : end,
            PlatformIds = [.. states.Select(static s => s.Broadcast).Where(static id => id.Length > 0).Distinct(StringComparer.Ordinal)],
            Title = states.Select(static s => s.Title).FirstOrDefault(static t => t.Length > 0, ""),
            Category = states.Select(static s => s.Category).FirstOrDefault(static c => c.Length > 0, ""),
            Sequences = [.. states.Select(static s => s.Sequence)],
            Began = states.OrderBy(static s => s.State == State.Started ? 0 : 1).ThenBy(static s => s.Sequence).First().Sequence,
            IsImported = states.All(static s => s.Imported),
            IsHistory = states.All(static s => s.IsHearsay),
        };
    }
}
