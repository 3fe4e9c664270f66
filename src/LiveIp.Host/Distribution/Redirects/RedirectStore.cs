using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Returns;
using LiveIp.V1;
using Microsoft.Data.Sqlite;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Where links lead, and how often they were clicked on.</summary>
internal sealed class RedirectStore(StateDatabase database, TimeProvider clock)
{
    /// <summary>What tells of clicks.</summary>
    public const string Source = "redirector";

    /// <summary>In place of its index: the link is not in the post any more.</summary>
    private const int EarlierForm = -1;

    /// <summary>Within the transaction that makes a delivery.</summary>
    public static void Add(
        SqliteConnection connection,
        string deliveryId,
        string broadcast,
        IReadOnlyList<Redirect> redirects,
        DateTimeOffset now
    )
    {
        foreach (var redirect in redirects)
        {
            connection.Run(
                """
                INSERT INTO redirects (token, delivery_id, link, address, target, platform, broadcast, clicks, clicked_at, created_at)
                VALUES ($token, $delivery, $link, $address, $target, $platform, $broadcast, 0, 0, $now)
                """,
                ("$token", redirect.Token),
                ("$delivery", deliveryId),
                ("$link", redirect.Link),
                ("$address", redirect.Address),
                ("$target", redirect.Target),
                ("$platform", redirect.Platform),
                ("$broadcast", broadcast),
                ("$now", now.ToUnixTimeMilliseconds())
            );
        }
    }

    /// <summary>Within the transaction that gives a delivery another form. What stood in the earlier one leads on, and counts.</summary>
    public static void Replace(
        SqliteConnection connection,
        string deliveryId,
        string broadcast,
        IReadOnlyList<Redirect> redirects,
        DateTimeOffset now
    )
    {
        connection.Run("UPDATE redirects SET link = $earlier WHERE delivery_id = $id", ("$earlier", EarlierForm), ("$id", deliveryId));
        foreach (var redirect in redirects)
        {
            var isKnown =
                connection.Run(
                    "UPDATE redirects SET link = $link WHERE token = $token AND delivery_id = $id",
                    ("$link", redirect.Link),
                    ("$token", redirect.Token),
                    ("$id", deliveryId)
                ) == 1;
            if (!isKnown)
            {
                Add(connection, deliveryId, broadcast, [redirect], now);
            }
        }
    }

    /// <summary>All that ever stood in a delivery.</summary>
    public IReadOnlyList<Redirect> Of(string deliveryId) =>
        database.Read(c =>
            c.Rows(
                static r => new Redirect(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4)),
                "SELECT token, link, address, target, platform FROM redirects WHERE delivery_id = $id ORDER BY created_at, token",
                ("$id", deliveryId)
            )
        );

    /// <summary>The post with the links of this delivery; the post itself where it has none.</summary>
    public static Post Apply(SqliteConnection connection, Post post, string deliveryId)
    {
        var links = connection.Rows(
            static r => (Index: r.GetInt32(0), Address: r.GetString(1)),
            "SELECT link, address FROM redirects WHERE delivery_id = $id AND link >= 0",
            ("$id", deliveryId)
        );
        var linked = links.Count == 0 ? post : post.Clone();
        foreach (var (index, address) in links.Where(l => l.Index < linked.Links.Count))
        {
            linked.Links[index].Uri = address;
        }

        return linked;
    }

    /// <summary>Where it leads; null when there is no such token.</summary>
    public string? Find(string token) =>
        database.Read(c =>
            c.Rows(static r => r.GetString(0), "SELECT target FROM redirects WHERE token = $token", ("$token", token)) is [var target]
                ? target
                : null
        );

    /// <summary>Adds clicks, durably.</summary>
    public void Count(IReadOnlyCollection<KeyValuePair<string, long>> clicks) =>
        database.Write(c =>
        {
            foreach (var (token, count) in clicks)
            {
                c.Run(
                    "UPDATE redirects SET clicks = clicks + $count, clicked_at = $now WHERE token = $token",
                    ("$count", count),
                    ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds()),
                    ("$token", token)
                );
            }

            return clicks.Count;
        });

    /// <summary>Of each of these deliveries whose links lead over the redirector.</summary>
    public IReadOnlyDictionary<string, DeliveryMetric> ClicksOf(IReadOnlyCollection<string> deliveries) =>
        database.Read(c =>
            deliveries
                .SelectMany(id =>
                    c.Rows(
                        r => (Id: id, Metric: Clicks(r)),
                        "SELECT SUM(clicks), MAX(clicked_at) FROM redirects WHERE delivery_id = $id HAVING COUNT(*) > 0",
                        ("$id", id)
                    )
                )
                .ToDictionary(static m => m.Id, static m => m.Metric)
        );

    /// <summary>Clicks by broadcast and platform of the link. A delivery that is not out yet has no clicks, rather than none.</summary>
    public IReadOnlyList<ReturnSum> Sums() =>
        database.Read(c =>
            c.Rows(
                static r => new ReturnSum(r.GetString(0), Kind.Clicks, r.GetString(1), r.GetInt64(2)),
                """
                SELECT broadcast, platform, SUM(clicks) FROM redirects r
                WHERE created_at >= $oldest AND broadcast <> ''
                    AND (clicks > 0 OR EXISTS (SELECT 1 FROM deliveries d WHERE d.id = r.delivery_id AND d.state = $delivered))
                    AND NOT EXISTS (SELECT 1 FROM redirects old WHERE old.broadcast = r.broadcast AND old.created_at < $oldest)
                GROUP BY broadcast, platform
                """,
                ("$delivered", (int)DeliveryState.Delivered),
                ("$oldest", (clock.GetUtcNow() - ReturnStore.Counted).ToUnixTimeMilliseconds())
            )
        );

    private DeliveryMetric Clicks(SqliteDataReader row) =>
        new()
        {
            Kind = Kind.Clicks,
            Name = "clicks",
            Value = row.GetInt64(0),
            SampledAt = clock.GetUtcNow().ToTimestamp(),
            Source = Source,
        };
}
