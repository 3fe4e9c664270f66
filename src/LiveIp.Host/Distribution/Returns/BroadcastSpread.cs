using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Events;
using LiveIp.V1;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Host.Distribution.Returns;

/// <summary>
/// Brings what came back of posts to the broadcasts that they are about, as measurements in the log: where metrics, scores and exports
/// find them, and where the policy of the channel's platform is asked as for any other number.
/// </summary>
/// <remarks>
/// There is one event for each number of a broadcast, which is revised when it changes, within the broadcast's time: what is read days
/// later counts to the broadcast all the same. What the log holds is asked of the log, so that this is neither ahead of it nor behind
/// it, whatever was restored.
/// </remarks>
internal sealed class BroadcastSpread(
    ReturnStore returns,
    RedirectStore redirects,
    GoingLiveService broadcasts,
    SqliteEventLog log,
    TimeProvider clock
)
{
    private const string Prefix = "posts:";

    private static readonly string[] Metrics =
    [
        MetricIds.SpreadLikes,
        MetricIds.Shares,
        MetricIds.SpreadViews,
        MetricIds.SpreadWatchSeconds,
        MetricIds.SpreadClicks,
    ];

    private readonly LaterRevisions _revisions = log.LaterRevisions(clock);
    private HashSet<ReturnSum> _settled = [];

    /// <summary>Writes what has changed.</summary>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var sums = returns.Sums().Concat(redirects.Sums()).Where(static s => MetricOf(s.Kind) is not null).ToArray();
        var settled = new HashSet<ReturnSum>();
        foreach (var of in sums.GroupBy(static s => s.Broadcast, StringComparer.Ordinal))
        {
            if (of.All(_settled.Contains) || await UpdateAsync(of.Key, [.. of], cancellationToken))
            {
                settled.UnionWith(of);
            }
        }

        _settled = settled;
    }

    /// <summary>
    /// True when there is nothing more to write until a sum changes: it stands in the log, and the broadcast is over. While it is live, a
    /// part that begins later may be the one that is meant.
    /// </summary>
    private async Task<bool> UpdateAsync(string name, ReturnSum[] sums, CancellationToken cancellationToken)
    {
        if ((await broadcasts.FindAsync(name, cancellationToken)).Broadcast is not { } broadcast)
        {
            return false;
        }

        var wanted = sums.GroupBy(s => (Part: PartOf(broadcast, s.Platform).Channel.Name, Metric: MetricOf(s.Kind)!))
            .ToDictionary(static g => g.Key, static g => g.Sum(static s => s.Value));
        var known = Known(name);
        var isWritten = false;
        foreach (var channel in broadcast.Parts.DistinctBy(static p => p.Channel.Name))
        {
            var events = new List<LiveEvent>();
            foreach (var metric in Metrics)
            {
                var key = (channel.Channel.Name, metric);
                // What was written to another part before the right one began is taken back there.
                long? value =
                    wanted.TryGetValue(key, out var sum) ? sum
                    : known.ContainsKey(key) ? 0
                    : null;
                if (value is { } total && (!known.TryGetValue(key, out var before) || before != total))
                {
                    events.Add(Event(name, metric, total, channel));
                }
            }

            if (events.Count > 0)
            {
                isWritten = true;
                await log.AppendAsync(
                    new LogBatch
                    {
                        Channel = channel.Channel.Name,
                        Platform = channel.Channel.Platform,
                        Events = events,
                        HeardAt = LogBatch.NotHeard,
                    },
                    cancellationToken
                );
            }
        }

        await log.FlushAsync(cancellationToken);
        return broadcast.End is not null && !isWritten;
    }

    /// <summary>Null for what the catalogue has no metric for, which stays with the delivery.</summary>
    private static string? MetricOf(Kind kind) =>
        kind switch
        {
            Kind.Likes => MetricIds.SpreadLikes,
            Kind.Shares => MetricIds.Shares,
            Kind.Views => MetricIds.SpreadViews,
            Kind.WatchSeconds => MetricIds.SpreadWatchSeconds,
            Kind.Clicks => MetricIds.SpreadClicks,
            _ => null,
        };

    /// <summary>Where the links lead to; else where it began.</summary>
    private static PartRecord PartOf(BroadcastRecord broadcast, string platform) =>
        broadcast.Parts.FirstOrDefault(p => p.Channel.Platform == platform) ?? broadcast.Parts[0];

    private LiveEvent Event(string broadcast, string metric, long total, PartRecord part)
    {
        var id = $"{Prefix}{broadcast}:{metric}";
        return new()
        {
            Id = id,
            Revision = _revisions.Next(part.Channel.Name, id),
            // A counter of its own, beside what the platform may tell of the same broadcast.
            Broadcast = Prefix + broadcast,
            OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(part.Start).ToTimestamp(),
            Measurement = new Measurement { Metric = metric, Total = total },
        };
    }

    private Dictionary<(string Channel, string Metric), long> Known(string broadcast)
    {
        using var connection = log.Database.OpenReader();
        var names = log.Channels.All.ToDictionary(static c => c.Ref, static c => c.Name);
        return connection
            .Rows(
                static r => (Channel: r.GetInt64(0), Metric: r.GetString(1), Value: r.GetInt64(2)),
                $"SELECT channel, metric, value FROM counter_samples WHERE channel IN ({string.Join(',', names.Keys)}) "
                    + $"AND metric IN ('{string.Join("', '", Metrics)}') AND subject = $subject",
                ("$subject", Prefix + broadcast)
            )
            .ToDictionary(r => (names[r.Channel], r.Metric), static r => r.Value);
    }
}
