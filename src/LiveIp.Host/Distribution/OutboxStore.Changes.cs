using System.Globalization;
using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Media;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

// What watchers see: the newest change of each delivery, in the order of the changes.
internal sealed partial class OutboxStore
{
    private readonly ChangeSignal _changes = new();

    /// <summary>Completes at the next change; take it before looking, so that no change is missed.</summary>
    public Task NextChange => _changes.Next;

    /// <summary>The last change there was; 0 before the first.</summary>
    public long LastRevision => database.Read(static c => c.Count("SELECT MAX(revision) FROM delivery_revisions"));

    /// <summary>What has changed behind a place, at most so many, and the place to go on from.</summary>
    /// <param name="postId">Null for all posts: up to <paramref name="snapshot"/> then only what is not settled.</param>
    public (IReadOnlyList<Delivery> Deliveries, long Revision) ChangesAfter(long revision, long snapshot, string? postId, int limit) =>
        database.Read<(IReadOnlyList<Delivery>, long)>(c =>
        {
            var rows = c.Rows(
                static r => (Delivery: DeliveryRow.From(r).Message, Revision: r.GetInt64(r.GetOrdinal("revision"))),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT {Columns}, revision FROM delivery_revisions c
                    JOIN deliveries d ON d.id = c.delivery_id
                    LEFT JOIN delivery_terms t ON t.delivery_id = d.id {HandoffRows.Join} {ChangeColumns.Join} {MediaRows.Join}
                    WHERE c.revision > $after AND {(
                        postId is null ? "(c.revision > $snapshot OR d.state IN ($pending, $sending, $unconfirmed, $handed))" : "d.post_id = $post"
                    )}
                    ORDER BY c.revision LIMIT $limit
                    """
                ),
                ("$after", revision),
                ("$snapshot", snapshot),
                ("$post", postId ?? ""),
                ("$pending", (int)DeliveryState.Pending),
                ("$sending", (int)DeliveryState.Sending),
                ("$unconfirmed", (int)DeliveryState.Unconfirmed),
                ("$handed", (int)DeliveryState.HandedOff),
                ("$limit", limit)
            );
            var last = rows.Count == limit ? rows[^1].Revision : c.Count("SELECT MAX(revision) FROM delivery_revisions");
            return ([.. rows.Select(static r => r.Delivery)], Math.Max(last, revision));
        });

    public OutboxCounts Counts()
    {
        var since = (clock.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        return database.Read(c => new OutboxCounts(
            c.Count("SELECT COUNT(*) FROM deliveries WHERE state IN (1, 2)"),
            Ended(c, DeliveryState.Unconfirmed),
            Ended(c, DeliveryState.Failed),
            Ended(c, DeliveryState.Expired)
        ));

        long Ended(SqliteConnection connection, DeliveryState state) =>
            connection.Count(
                "SELECT COUNT(*) FROM deliveries WHERE state = $state AND updated_at >= $since",
                ("$state", (int)state),
                ("$since", since)
            );
    }

    /// <summary>What is stored about deliveries has changed: for the worker, which looks, and for watchers, who tell.</summary>
    public void Tell()
    {
        _changes.Raise();
        Changed?.Invoke();
    }
}
