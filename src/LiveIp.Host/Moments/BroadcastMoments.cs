using LiveIp.Host.Broadcasts;

namespace LiveIp.Host.Moments;

/// <summary>Which moments belong to which broadcast: those of its channels while it was on air, and in the grace time behind it.</summary>
internal sealed class BroadcastMoments(MomentStore store)
{
    /// <summary>Of one broadcast; nobody marks more.</summary>
    public const int Most = 10_000;

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<MomentRecord> Of(BroadcastRecord broadcast)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start);
        var until = broadcast.End is { } end
            ? DateTimeOffset.FromUnixTimeMilliseconds(end) + ChannelIntervals.Grace
            : (DateTimeOffset?)null;
        var channels = broadcast.Parts.Select(static p => p.Channel.Name).Distinct(StringComparer.Ordinal).ToArray();
        return
        [
            .. store
                .List(0, Most, from, until, channels)
                .Moments.Where(m => Part(broadcast, m) is not null)
                .OrderBy(static m => m.At)
                .ThenBy(static m => m.Channel, StringComparer.Ordinal),
        ];
    }

    /// <summary>The broadcast that was on air on the channel then, and its part there.</summary>
    public static (BroadcastRecord Broadcast, PartRecord Part)? Find(BroadcastTimeline timeline, MomentRecord moment)
    {
        var at = moment.At.ToUnixTimeMilliseconds();
        return timeline
            .Near(moment.Channel, at, at)
            .Where(p => p.Part.Start <= at)
            .Select(static p => ((BroadcastRecord, PartRecord)?)p)
            .LastOrDefault();
    }

    private static PartRecord? Part(BroadcastRecord broadcast, MomentRecord moment)
    {
        var at = moment.At.ToUnixTimeMilliseconds();
        var grace = (long)ChannelIntervals.Grace.TotalMilliseconds;
        return broadcast.Parts.LastOrDefault(p =>
            p.Channel.Name == moment.Channel && p.Start <= at && (p.End is not { } end || at <= end + grace)
        );
    }
}
