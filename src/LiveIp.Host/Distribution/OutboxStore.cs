using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

/// <summary>Posts and their deliveries. Every write is durable when it returns.</summary>
internal sealed partial class OutboxStore(StateDatabase database, TimeProvider clock)
{
    /// <summary>Deliveries that may wait at the same time: ten thousand scheduled posts to twenty accounts, and some.</summary>
    public const int MaxWaiting = 250_000;

    private const string Columns =
        "id, post_id, distributor, target, state, idempotency_key, attempts, remote_id, remote_uri, detail, created_at, updated_at, "
        + "next_attempt_at, position, not_before, not_after, rendered, "
        + HandoffRows.Column
        + ", "
        + ChangeColumns.Names
        + ", "
        + MediaRows.Column;

    // What something is still to be done about by itself: sent, looked for, or called expired.
    private static readonly string Open = string.Join(
        ", ",
        ((DeliveryState[])[DeliveryState.Pending, DeliveryState.Sending, DeliveryState.HandedOff]).Select(static s => (int)s)
    );

    /// <summary>How long a post is kept of which nothing waits any more.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Raised after a post was made, on the maker's thread.</summary>
    public event Action? Changed;

    public Post? GetPost(string id) => database.Read(c => GetPost(c, id));

    /// <summary>The post as it leaves in this delivery: with its own links, where they lead over the redirector.</summary>
    public Post? PostOf(DeliveryRow row) =>
        database.Read(c => GetPost(c, row.PostId) is { } post ? RedirectStore.Apply(c, post, row.Id) : null);

    /// <summary>The files that go with a post, in its order.</summary>
    public IReadOnlyList<FoundMedia> MediaOf(string postId) =>
        database.Read(c => GetPost(c, postId) is { } post ? MediaRows.Of(c, postId, post) : []);

    /// <summary>A page of deliveries, oldest first, and the position to go on from; 0 when there is no more.</summary>
    /// <param name="postId">Null for those of all posts.</param>
    public (IReadOnlyList<DeliveryRow> Deliveries, long Next) List(string? postId, long after, int limit) =>
        database.Read<(IReadOnlyList<DeliveryRow>, long)>(c =>
        {
            var rows = postId is null
                ? Select(c, "position > $after ORDER BY position LIMIT $limit", ("$after", after), ("$limit", limit + 1))
                : Select(
                    c,
                    "post_id = $post AND position > $after ORDER BY position LIMIT $limit",
                    ("$post", postId),
                    ("$after", after),
                    ("$limit", limit + 1)
                );
            return rows.Count > limit ? (rows[..limit], rows[limit - 1].Position) : (rows, 0);
        });

    /// <summary>Null when there is none.</summary>
    public DeliveryRow? Find(string id) => database.Read(c => Select(c, "id = $id", ("$id", id)) is [var row] ? row : null);

    /// <summary>Before the request leaves. False when the delivery is not waiting any more, or not yet: rows are read before a lane is free.</summary>
    public bool MarkSending(string id)
    {
        var marked = database.Write(c =>
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var isMarked =
                c.Run(
                    "UPDATE deliveries SET state = $sending, attempts = attempts + 1, updated_at = $now "
                        + "WHERE id = $id AND state = $pending AND next_attempt_at <= $now",
                    ("$sending", (int)DeliveryState.Sending),
                    ("$pending", (int)DeliveryState.Pending),
                    ("$now", now),
                    ("$id", id)
                ) == 1;
            if (isMarked)
            {
                Started(c, id, now);
            }

            return isMarked;
        });
        _changes.Raise();
        return marked;
    }

    /// <summary>What became of an attempt. A delivery that has ended stays as it is.</summary>
    public void Settle(string id, Settlement settlement)
    {
        database.Write(c =>
        {
            if (settlement.Hold is { } hold)
            {
                Hold(c, id, hold);
            }

            var settled = c.Run(
                $"""
                UPDATE deliveries SET state = $state, detail = $detail, remote_id = $remote_id, remote_uri = $remote_uri,
                    attempts = attempts + $uncounted, updated_at = $now, next_attempt_at = $next
                WHERE id = $id AND state IN ({Open})
                """,
                ("$state", (int)settlement.State),
                ("$detail", settlement.Detail),
                ("$remote_id", settlement.RemoteId),
                ("$remote_uri", settlement.RemoteUri),
                ("$uncounted", settlement.NeverSent ? 1 : 0),
                ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds()),
                ("$next", (settlement.NextAttempt ?? clock.GetUtcNow()).ToUnixTimeMilliseconds()),
                ("$id", id)
            );
            if (settled == 1 && settlement.Handoff is { } handoff)
            {
                HandoffRows.Keep(c, id, handoff);
            }

            return settled;
        });
        _changes.Raise();
    }

    /// <summary>Moves deliveries that a person means from one of these states on; how many were.</summary>
    /// <param name="next">When it is to be tried, with <see cref="DeliveryState.Pending"/>: its attempts begin anew.</param>
    public int Move(
        IReadOnlyCollection<string> ids,
        IReadOnlyCollection<DeliveryState> from,
        DeliveryState to,
        string detail,
        string? remoteUri = null,
        DeliveryTerms? next = null
    )
    {
        var moved = database.Write(c =>
        {
            _waitingAtMost += to == DeliveryState.Pending ? ids.Count : 0;
            return ids.Count(id => Move(c, id, from, to, detail, remoteUri, next));
        });
        Tell();
        return moved;
    }

    /// <summary>Lets go of posts of which nothing waits any more, 90 days after they were made.</summary>
    public int Tidy() =>
        database.Write(c =>
            c.Run(
                $"""
                DELETE FROM posts WHERE created_at < $before
                    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.post_id = posts.id AND d.state IN ({Open}))
                """,
                ("$before", (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds())
            )
        );

    private bool Move(
        SqliteConnection connection,
        string id,
        IReadOnlyCollection<DeliveryState> from,
        DeliveryState to,
        string detail,
        string? remoteUri,
        DeliveryTerms? next
    )
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var isMoved =
            connection.Run(
                $"""
                UPDATE deliveries SET state = $to, detail = $detail, updated_at = $now, remote_uri = COALESCE($uri, remote_uri),
                    attempts = CASE WHEN $to = $pending THEN 0 ELSE attempts END, next_attempt_at = COALESCE($next, next_attempt_at)
                WHERE id = $id AND state IN ({string.Join(", ", from.Select(static s => (int)s))})
                """,
                ("$to", (int)to),
                ("$detail", detail),
                ("$now", now),
                ("$uri", (object?)remoteUri ?? DBNull.Value),
                ("$pending", (int)DeliveryState.Pending),
                ("$next", (object?)next?.NotBefore.ToUnixTimeMilliseconds() ?? DBNull.Value),
                ("$id", id)
            ) == 1;
        if (isMoved && next is not null)
        {
            connection.Run(
                """
                INSERT INTO delivery_terms (delivery_id, not_before, not_after) VALUES ($id, $before, $after)
                ON CONFLICT (delivery_id) DO UPDATE SET not_before = excluded.not_before, not_after = excluded.not_after
                """,
                ("$id", id),
                ("$before", next.NotBefore.ToUnixTimeMilliseconds()),
                ("$after", next.NotAfter.ToUnixTimeMilliseconds())
            );
        }

        return isMoved;
    }

    /// <inheritdoc cref="Select"/>
    public static Post? GetPost(SqliteConnection connection, string id) =>
        connection
            .Rows(static r => Post.Parser.ParseFrom(r.GetFieldValue<byte[]>(0)), "SELECT body FROM posts WHERE id = $id", ("$id", id))
            .FirstOrDefault();

    /// <inheritdoc cref="Select"/>
    public static List<DeliveryRow> DeliveriesOf(SqliteConnection connection, string postId) =>
        Select(connection, "post_id = $post ORDER BY position", ("$post", postId));

    /// <summary>As any other store sees them within its transaction.</summary>
    public static List<DeliveryRow> Select(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> parameters
    ) =>
        connection.Rows(
            DeliveryRow.From,
            $"SELECT {Columns} FROM deliveries LEFT JOIN delivery_terms ON delivery_id = id {HandoffRows.Join} {ChangeColumns.Join} {MediaRows.Join} WHERE {where}",
            parameters
        );
}
