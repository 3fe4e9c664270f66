using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts;

/// <summary>When a channel was heard, from the metric series: they outlive the events, and are on the platform's clock.</summary>
internal sealed class HeardMoments(SqliteEventLog log, LoggedChannel channel) : IHeardMoments
{
    private const long Minute = 60_000;

    // What came back of posts was read from elsewhere, and says nothing of the channel.
    private static readonly string[] Counted =
    [
        .. MetricCatalog
            .All.Where(static m => m.Kind != MetricKind.Gauge && m.Id != MetricIds.ContributionsValue)
            .Select(static m => m.Id)
            .Where(static id => !id.StartsWith("spread.", StringComparison.Ordinal)),
    ];

    public long HeardAt => log.GetMark(channel.Name)?.HeardAt.ToUnixTimeMilliseconds() ?? long.MinValue;

    public (IReadOnlyList<long> Moments, bool OfViewers) Between(long from, long until)
    {
        using var connection = log.Database.OpenReader();
        var viewers = connection.Rows(
            static r => r.GetInt64(0),
            """
            SELECT at FROM gauge_samples
            WHERE channel = $channel AND metric = $metric AND at >= $from AND at <= $until AND value IS NOT NULL ORDER BY at
            """,
            ("$channel", channel.Ref),
            ("$metric", MetricIds.ViewersConcurrent),
            ("$from", from),
            ("$until", until)
        );
        return viewers.Count > 0 ? (viewers, true) : (Activity(connection, from, until), false);
    }

    // Counts are kept per minute: somebody was heard somewhere within it.
    private List<long> Activity(SqliteConnection connection, long from, long until)
    {
        var minutes = new SortedSet<long>();
        foreach (var metric in Counted)
        {
            minutes.UnionWith(
                connection.Rows(
                    static r => r.GetInt64(0),
                    """
                    SELECT minute FROM metric_points
                    WHERE channel = $channel AND metric = $metric AND currency = '' AND minute >= $from AND minute <= $until AND samples > 0
                    """,
                    ("$channel", channel.Ref),
                    ("$metric", metric),
                    ("$from", (long)Math.Floor((double)from / Minute)),
                    ("$until", (long)Math.Floor((double)until / Minute))
                )
            );
        }

        return [.. minutes.SelectMany(m => (long[])[Math.Max(from, m * Minute), Math.Min(until, ((m + 1) * Minute) - 1)])];
    }
}
