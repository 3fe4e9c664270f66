using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Host.Distribution.Returns;

/// <summary>What is to be looked at and what was seen. Every write is durable when it returns.</summary>
internal sealed class ReturnStore(StateDatabase database, TimeProvider clock)
{
    private const int LongestName = 64;
    private const int MostNames = 20;

    /// <summary>How late a delivery is found that arrived while the host was going down: well after the last rung, so that it has its one look.</summary>
    private static readonly TimeSpan Enlisted = TimeSpan.FromDays(60);

    /// <summary>How long after a post what comes back of it counts to its broadcast: until the outbox begins to let go of it.</summary>
    public static TimeSpan Counted => OutboxStore.Kept - TimeSpan.FromDays(1);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Within the transaction that makes a post: which broadcast it is about.</summary>
    public static void Add(SqliteConnection connection, string postId, Post post)
    {
        if (post.Broadcast.Length > 0)
        {
            connection.Run(
                "INSERT INTO post_broadcasts (post_id, broadcast, platform) VALUES ($post, $broadcast, $platform)",
                ("$post", postId),
                ("$broadcast", post.Broadcast),
                ("$platform", post.Links.Select(static l => l.Platform).FirstOrDefault(static p => p.Length > 0, ""))
            );
        }
    }

    /// <summary>Puts deliveries that arrived on the ladder; how many were new.</summary>
    public int Enlist() =>
        database.Write(c =>
            c.Run(
                """
                INSERT INTO delivery_returns (delivery_id, delivered_at, rung, failures, due_at, problem)
                SELECT id, updated_at, 0, 0, updated_at + $first, '' FROM deliveries
                WHERE state = $delivered AND remote_id <> '' AND updated_at > $since
                    AND NOT EXISTS (SELECT 1 FROM delivery_returns r WHERE r.delivery_id = deliveries.id)
                """,
                ("$first", (long)ReturnLadder.First.TotalMilliseconds),
                ("$delivered", (int)DeliveryState.Delivered),
                ("$since", Now - (long)Enlisted.TotalMilliseconds)
            )
        );

    /// <summary>The longest due first.</summary>
    public IReadOnlyList<DueReturn> Due(int limit) =>
        database.Read(c =>
            c.Rows(
                static r => new DueReturn(r.GetString(0), r.GetString(1), r.GetString(2), r.Time(3), r.GetInt32(4), r.GetInt32(5)),
                """
                SELECT delivery_id, distributor, remote_id, delivered_at, rung, failures
                FROM delivery_returns JOIN deliveries ON id = delivery_id
                WHERE due_at > 0 AND due_at <= $now ORDER BY due_at LIMIT $limit
                """,
                ("$now", Now),
                ("$limit", limit)
            )
        );

    /// <summary>Keeps what was seen, and goes on to the next rung.</summary>
    public void Saw(DueReturn due, PostMetrics seen) =>
        database.Write(c =>
        {
            foreach (
                var value in seen
                    .Values.Where(static v => v.Name.Length is > 0 and <= LongestName)
                    .DistinctBy(static v => v.Name)
                    .Take(MostNames)
            )
            {
                c.Run(
                    """
                    INSERT OR REPLACE INTO delivery_samples (delivery_id, name, sampled_at, kind, value, source)
                    VALUES ($id, $name, $now, $kind, $value, $source)
                    """,
                    ("$id", due.DeliveryId),
                    ("$name", value.Name),
                    ("$now", Now),
                    ("$kind", (int)KindOf(value.Kind)),
                    ("$value", value.Value is { } known and >= 0 ? known : DBNull.Value),
                    ("$source", due.Distributor)
                );
            }

            return Next(c, due, "");
        });

    /// <summary>Nothing more is looked for.</summary>
    public void End(DueReturn due, string why) => database.Write(c => Set(c, due, due.Rung, 0, dueAt: 0, why));

    /// <summary>Tries again after the pause, or at the next rung.</summary>
    public void Failed(DueReturn due, string why, TimeSpan? pause) =>
        database.Write(c =>
            pause is { } wait
                ? Set(c, due, due.Rung, due.Failures + 1, (clock.GetUtcNow() + wait).ToUnixTimeMilliseconds(), why)
                : Next(c, due, why)
        );

    /// <summary>The newest that was told of each delivery, by delivery.</summary>
    public ILookup<string, DeliveryMetric> Newest(IReadOnlyCollection<string> deliveries) =>
        database.Read(c =>
            deliveries
                .SelectMany(id =>
                    c.Rows(
                            Metric,
                            """
                            SELECT kind, name, value, MAX(sampled_at), source FROM delivery_samples
                            WHERE delivery_id = $id GROUP BY name ORDER BY kind, name
                            """,
                            ("$id", id)
                        )
                        .Select(metric => (Id: id, Metric: metric))
                )
                .ToLookup(static m => m.Id, static m => m.Metric)
        );

    /// <summary>
    /// Sums of the newest numbers that were told, by broadcast, kind and platform of the first link. Not of broadcasts whose posts begin
    /// to be let go of: a part would be taken for the whole.
    /// </summary>
    public IReadOnlyList<ReturnSum> Sums() =>
        database.Read(c =>
            c.Rows(
                static r => new ReturnSum(r.GetString(0), (Kind)r.GetInt32(1), r.GetString(2), r.GetInt64(3)),
                """
                SELECT broadcast, kind, platform, SUM(value)
                FROM (
                    SELECT b.broadcast, b.platform, s.kind, s.value, MAX(s.sampled_at)
                    FROM post_broadcasts b
                    JOIN deliveries d ON d.post_id = b.post_id
                    JOIN delivery_samples s ON s.delivery_id = d.id
                    WHERE s.value IS NOT NULL GROUP BY s.delivery_id, s.name
                )
                WHERE broadcast NOT IN (
                    SELECT old.broadcast FROM post_broadcasts old JOIN posts p ON p.id = old.post_id WHERE p.created_at < $oldest
                )
                GROUP BY broadcast, kind, platform
                """,
                ("$oldest", (clock.GetUtcNow() - Counted).ToUnixTimeMilliseconds())
            )
        );

    private int Next(SqliteConnection connection, DueReturn due, string problem) =>
        ReturnLadder.After(due.Rung, due.DeliveredAt, clock.GetUtcNow()) is var (over, at)
            ? Set(connection, due, over, 0, at.ToUnixTimeMilliseconds(), problem)
            : Set(connection, due, due.Rung, 0, dueAt: 0, problem);

    private static int Set(SqliteConnection connection, DueReturn due, int rung, int failures, long dueAt, string problem) =>
        connection.Run(
            """
            UPDATE delivery_returns SET rung = $rung, failures = $failures, due_at = $due, problem = $problem WHERE delivery_id = $id
            """,
            ("$rung", rung),
            ("$failures", failures),
            ("$due", dueAt),
            ("$problem", problem),
            ("$id", due.DeliveryId)
        );

    private static DeliveryMetric Metric(SqliteDataReader row)
    {
        var metric = new DeliveryMetric
        {
            Kind = (Kind)row.GetInt32(0),
            Name = row.GetString(1),
            SampledAt = row.Time(3).ToTimestamp(),
            Source = row.GetString(4),
        };
        if (!row.IsDBNull(2))
        {
            metric.Value = row.GetInt64(2);
        }

        return metric;
    }

    private static Kind KindOf(PostMetricKind kind) =>
        kind switch
        {
            PostMetricKind.Likes => Kind.Likes,
            PostMetricKind.Shares => Kind.Shares,
            PostMetricKind.Replies => Kind.Replies,
            PostMetricKind.Views => Kind.Views,
            PostMetricKind.WatchSeconds => Kind.WatchSeconds,
            _ => Kind.Unspecified,
        };
}

/// <summary>What came back of all posts about a broadcast.</summary>
/// <param name="Broadcast">As the posts name it.</param>
/// <param name="Platform">To which their links lead first; empty for none.</param>
internal sealed record ReturnSum(string Broadcast, Kind Kind, string Platform, long Value);
