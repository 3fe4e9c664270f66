using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

// How posts and their deliveries are made: once a request, and not without bound.
internal sealed partial class OutboxStore
{
    private const string Scope = "posts";

    // Under the database's lock. Before the first count, anything.
    private long _waitingAtMost = MaxWaiting;

    /// <summary>The post and deliveries that an earlier call with this request_id made.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries)? FindByRequest(string requestId, string fingerprint) =>
        database.Read(c => FindByRequest(c, requestId, fingerprint));

    /// <summary>Makes the post and one delivery per distributor durable, or answers with what the same request made before.</summary>
    /// <exception cref="OutboxFullException"/>
    /// <exception cref="RequestIdReusedException"/>
    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Create(
        Post post,
        IReadOnlyList<PlannedDelivery> planned,
        DeliveryTerms terms,
        string requestId,
        string fingerprint,
        IReadOnlyList<FoundMedia>? media = null
    )
    {
        var made = database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } before)
            {
                return before;
            }

            Reserve(c, planned.Count);

            var now = clock.GetUtcNow();
            var id = ShortId.Make();
            var stored = post.Clone();
            (stored.Name, stored.CreatedAt) = (PostNames.Of(id), now.ToTimestamp());
            stored.Media.Add((media ?? []).Select(static m => m.File));
            c.Run(
                "INSERT INTO posts (id, body, created_at) VALUES ($id, $body, $now)",
                ("$id", id),
                ("$body", stored.ToByteArray()),
                ("$now", now.ToUnixTimeMilliseconds())
            );
            ReturnStore.Add(c, id, stored);
            MediaRows.Add(c, id, media ?? []);
            foreach (var delivery in planned)
            {
                var deliveryId = ShortId.Make();
                c.Run(
                    """
                    INSERT INTO deliveries (id, post_id, distributor, target, state, idempotency_key, attempts, remote_id, remote_uri,
                        detail, created_at, updated_at, next_attempt_at)
                    VALUES ($id, $post, $distributor, '', $pending, $key, 0, '', '', '', $now, $now, $first)
                    """,
                    ("$id", deliveryId),
                    ("$post", id),
                    ("$distributor", delivery.Distributor),
                    ("$pending", (int)DeliveryState.Pending),
                    ("$key", Guid.NewGuid().ToString("N")),
                    ("$now", now.ToUnixTimeMilliseconds()),
                    ("$first", terms.NotBefore.ToUnixTimeMilliseconds())
                );
                c.Run(
                    "INSERT INTO delivery_terms (delivery_id, not_before, not_after, rendered) VALUES ($id, $before, $after, $rendered)",
                    ("$id", deliveryId),
                    ("$before", terms.NotBefore.ToUnixTimeMilliseconds()),
                    ("$after", terms.NotAfter.ToUnixTimeMilliseconds()),
                    ("$rendered", (object?)delivery.Rendered?.ToByteArray() ?? DBNull.Value)
                );
                if (delivery.MediaLeftOut.Length > 0)
                {
                    MediaRows.KeepLeftOut(c, deliveryId, delivery.MediaLeftOut);
                }

                RedirectStore.Add(c, deliveryId, stored.Broadcast, delivery.Redirects, now);
            }

            Schedule(c, id, terms);
            RequestLedger.Remember(c, Scope, requestId, fingerprint, stored.Name, now);
            return (stored, DeliveriesOf(c, id));
        });
        Tell();
        return made;
    }

    private static (Post, IReadOnlyList<DeliveryRow>)? FindByRequest(SqliteConnection connection, string requestId, string fingerprint) =>
        RequestLedger.Find(connection, Scope, requestId, fingerprint) is { } name
        && PostNames.IdOf(name) is { } id
        && GetPost(connection, id) is { } post
            ? (post, DeliveriesOf(connection, id))
            : null;

    /// <summary>Counting takes as long as there are rows, so it is only done when there may be too many.</summary>
    private void Reserve(SqliteConnection connection, int more)
    {
        if (_waitingAtMost + more > MaxWaiting)
        {
            _waitingAtMost = connection.Count(
                "SELECT COUNT(*) FROM deliveries WHERE state = $pending",
                ("$pending", (int)DeliveryState.Pending)
            );
        }

        if (_waitingAtMost + more > MaxWaiting)
        {
            throw new OutboxFullException();
        }

        _waitingAtMost += more;
    }
}

/// <summary>Too many deliveries wait already.</summary>
internal sealed class OutboxFullException()
    : Exception($"{OutboxStore.MaxWaiting} deliveries are waiting already; see why they do not leave before adding more.");
