using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Import.History;

/// <summary>Brings a page of past broadcasts into the log: each once, with what is new of it.</summary>
internal sealed class HistoryPageWriter(
    SqliteEventLog log,
    BroadcastDirectory broadcasts,
    TimeProvider clock,
    ChannelRecord channel,
    HistoryTally tally
)
{
    // Leaves room for what is put around it in ids of events.
    private const int LongestId = 200;
    private const int LongestTitle = 1000;

    private static readonly DateTimeOffset Earliest = new(2005, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    private readonly KnownReadings _readings = new(log);
    private readonly LaterRevisions _revisions = log.LaterRevisions(clock);

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task WriteAsync(IReadOnlyList<PastBroadcast> page, CancellationToken cancellationToken)
    {
        var known = await broadcasts.ReadAsync(cancellationToken);
        var events = new List<LiveEvent>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var past in page)
        {
            // Where a window was split, its broadcasts can come twice.
            if (IsSane(past) && seen.Add(past.Id))
            {
                Take(past, known, events);
            }
        }

        if (events.Count > 0)
        {
            var batch = new LogBatch
            {
                Channel = channel.Name,
                Platform = channel.Platform,
                Events = events,
                HeardAt = LogBatch.NotHeard,
            };
            await log.AppendAsync(batch, cancellationToken);
            await log.FlushAsync(cancellationToken);
        }
    }

    private bool IsSane(PastBroadcast past)
    {
        var isSane =
            UnreadableSample.IsId(past.Id)
            && past.Id.Length <= LongestId
            && past.Title.Length <= LongestTitle
            && past.StartedAt >= Earliest
            && past.EndedAt > past.StartedAt
            && past.EndedAt - past.StartedAt <= Longest;
        tally.Unreadable += isSane ? 0 : 1;
        return isSane;
    }

    private void Take(PastBroadcast past, BroadcastTimeline known, List<LiveEvent> events)
    {
        tally.Count(past.StartedAt);
        var part = Find(known, past);
        // It may come back within the grace time, and its numbers still move.
        if (past.EndedAt > clock.GetUtcNow() - ChannelIntervals.Grace || part is { End: null })
        {
            tally.Running++;
            return;
        }

        var isHeard = part is { IsImported: false };
        tally.New += part is null ? 1 : 0;
        tally.HeardLive += isHeard ? 1 : 0;
        tally.Known += part is { IsImported: true } ? 1 : 0;
        if (part is null)
        {
            events.AddRange(PastBroadcastEvents.States(past));
        }

        var at = Within(part, past);
        foreach (var metric in past.Metrics.Where(m => !(isHeard && m.CountedLive)))
        {
            Take(past, metric, at, events);
        }

        if (past.Details is { } details)
        {
            events.Add(PastBroadcastEvents.Details(past, details, at));
        }
    }

    private void Take(PastBroadcast past, PastMetric metric, DateTimeOffset at, List<LiveEvent> events)
    {
        if (metric.Value < 0 || MetricCatalog.Find(metric.Metric) is null)
        {
            return;
        }

        if (_readings.Find(channel.Name, past.Id, metric.Metric) == metric.Value)
        {
            tally.UnchangedReadings++;
            return;
        }

        tally.NewReadings++;
        events.Add(PastBroadcastEvents.Reading(past, metric, at, id => _revisions.Next(channel.Name, id)));
    }

    /// <summary>By the platform's ids; where it was heard without one (the host came late), by its time.</summary>
    private PartRecord? Find(BroadcastTimeline known, PastBroadcast past)
    {
        var own = known.All.SelectMany(static b => b.Parts).Where(p => p.Channel.Name == channel.Name).ToArray();
        var (from, until) = (past.StartedAt.ToUnixTimeMilliseconds(), past.EndedAt.ToUnixTimeMilliseconds());
        return own.FirstOrDefault(p => p.PlatformIds.Any(id => id == past.Id || past.OtherIds.Contains(id)))
            ?? own.FirstOrDefault(p => !p.IsImported && p.PlatformIds.Count == 0 && p.Start < until && (p.End ?? long.MaxValue) > from);
    }

    /// <summary>A second before its end: what happens at the end counts to it no longer.</summary>
    private static DateTimeOffset Within(PartRecord? part, PastBroadcast past)
    {
        var start = part is null ? past.StartedAt : DateTimeOffset.FromUnixTimeMilliseconds(part.Start);
        var end = part?.End is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : past.EndedAt;
        var at = end - TimeSpan.FromSeconds(1);
        return at > start ? at : start;
    }
}
