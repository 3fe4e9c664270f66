using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Import.History;

/// <summary>A past broadcast in the words of the log. Ids are made of the platform's, so that a repeat is one.</summary>
internal static class PastBroadcastEvents
{
    public static IReadOnlyList<LiveEvent> States(PastBroadcast past) =>
        [StateOf(past, State.Started, past.StartedAt), StateOf(past, State.Ended, past.EndedAt)];

    /// <param name="past">Of which broadcast.</param>
    /// <param name="metric">The number.</param>
    /// <param name="at">Within the broadcast, or it would not count to it.</param>
    /// <param name="revision">A later reading goes before an earlier one.</param>
    public static LiveEvent Reading(PastBroadcast past, PastMetric metric, DateTimeOffset at, Func<string, int> revision)
    {
        var measured = new Measurement { Metric = metric.Metric };
        if (MetricCatalog.Find(metric.Metric)!.Kind == MetricKind.Gauge)
        {
            measured.Gauge = metric.Value;
        }
        else
        {
            measured.Total = metric.Value;
        }

        var id = KnownReadings.EventId(past.Id, metric.Metric);
        return new LiveEvent
        {
            Id = id,
            Revision = revision(id),
            Broadcast = past.Id,
            OccurredAt = at.ToTimestamp(),
            Imported = true,
            Measurement = measured,
        };
    }

    /// <summary>Other numbers are kept as they came; the same ones again are the same event.</summary>
    public static LiveEvent Details(PastBroadcast past, string json, DateTimeOffset at) =>
        new()
        {
            Id =
                $"{ReportedState.HistoryPrefix}{past.Id}:details:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 8))}",
            Broadcast = past.Id,
            OccurredAt = at.ToTimestamp(),
            Imported = true,
            Vendor = new Vendor { Type = "history.statistics", Json = UnreadableSample.Bound(json) },
        };

    private static LiveEvent StateOf(PastBroadcast past, State state, DateTimeOffset at) =>
        new()
        {
            Id = $"{ReportedState.HistoryPrefix}{past.Id}:{(state == State.Started ? "started" : "ended")}",
            Broadcast = past.Id,
            OccurredAt = at.ToTimestamp(),
            Imported = true,
            BroadcastState = new BroadcastState { State = state, Title = past.Title },
        };
}
