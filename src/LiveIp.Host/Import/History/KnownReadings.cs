using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Import.History;

/// <summary>
/// What earlier imports read. It is asked of the log's own series, so it can be neither ahead of the log nor behind it: not after a
/// crash, and not after a backup was restored.
/// </summary>
internal sealed class KnownReadings(SqliteEventLog log)
{
    /// <summary>Id of the event that holds the final number; there is one for each metric of a broadcast, revised when it changes.</summary>
    public static string EventId(string broadcast, string metric) => $"{ReportedState.HistoryPrefix}{broadcast}:{metric}";

    /// <summary>Null when there is none.</summary>
    public long? Find(string channel, string broadcast, string metric)
    {
        if (log.Channels.Find(channel) is not { } logged)
        {
            return null;
        }

        using var connection = log.Database.OpenReader();
        var sql =
            MetricCatalog.Find(metric)?.Kind == MetricKind.Gauge
                ? "SELECT value FROM gauge_samples WHERE channel = $channel AND metric = $metric AND id = $id LIMIT 1"
                : "SELECT value FROM counter_samples WHERE channel = $channel AND metric = $metric AND subject = $subject AND id = $id LIMIT 1";
        var found = connection.Rows(
            static r => r.GetInt64(0),
            sql,
            ("$channel", logged.Ref),
            ("$metric", metric),
            ("$subject", broadcast),
            ("$id", EventId(broadcast, metric))
        );
        return found is [var value] ? value : null;
    }
}
