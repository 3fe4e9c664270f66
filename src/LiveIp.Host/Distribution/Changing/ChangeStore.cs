using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.V1;
using Microsoft.Data.Sqlite;
using Kind = LiveIp.V1.DeliveryChange.Types.Kind;
using State = LiveIp.V1.DeliveryChange.Types.State;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>
/// What is to be changed about posts that have left. The last wish about a delivery is the only one, so however often a host is killed, it
/// ends with the form that was asked for last. Every write is durable when it returns.
/// </summary>
internal sealed class ChangeStore(StateDatabase database, TimeProvider clock)
{
    private const string Scope = "post-changes";

    /// <summary>How long it is worth trying; a post is looked at for about a day.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromHours(24);

    // Waits for the network to be asked: the post is there, and nothing holds the account back.
    private const string Ready = """
        FROM delivery_changes JOIN deliveries ON id = change_of LEFT JOIN account_holds ON account = distributor
            LEFT JOIN app_holds ON app = substr(distributor, 1, instr(distributor || '/', '/') - 1)
        WHERE change_state = $pending AND state = $delivered
        """;
    private const string ReadyAt = "MAX(due_at, COALESCE(held_until, 0), COALESCE(app_held_until, 0))";

    /// <summary>The post and its deliveries, where an earlier call with this request_id was about the same.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries)? FindByRequest(string requestId, string fingerprint) =>
        database.Read(c => FindByRequest(c, requestId, fingerprint));

    /// <summary>Gives the post its new content, what has not left its new form, and wishes for an edit of what has.</summary>
    /// <param name="forms">By the delivery's id.</param>
    /// <exception cref="RequestIdReusedException"/>
    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Edit(
        Post old,
        Post content,
        IReadOnlyDictionary<string, NewForm> forms,
        string requestId,
        string fingerprint
    )
    {
        var edited = content.Clone();
        (edited.Name, edited.CreatedAt) = (old.Name, old.CreatedAt);
        edited.Media.Add(old.Media);
        return Change(
            PostNames.IdOf(old.Name)!,
            requestId,
            fingerprint,
            (c, rows) =>
            {
                c.Run("UPDATE posts SET body = $body WHERE id = $id", ("$body", edited.ToByteArray()), ("$id", PostNames.IdOf(old.Name)!));
                foreach (var row in rows.Where(static r => r.Message.Change?.Kind != Kind.Removal))
                {
                    var form = forms.GetValueOrDefault(row.Id) ?? new NewForm(null, "Its distributor is not there.");
                    if (form.Fault is null)
                    {
                        RedirectStore.Replace(c, row.Id, edited.Broadcast, form.Redirects, clock.GetUtcNow());
                    }

                    Edit(c, row, form);
                }
            }
        );
    }

    /// <summary>Cancels what has not left, and wishes what has left away.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Remove(string postId, string requestId, string fingerprint) =>
        Change(
            postId,
            requestId,
            fingerprint,
            (c, rows) =>
            {
                foreach (var row in rows)
                {
                    if (HasLeft(row))
                    {
                        Wish(c, row, Kind.Removal, State.Pending, form: null, "To be removed.");
                    }
                    else if (
                        row.Message.State
                        is DeliveryState.Pending
                            or DeliveryState.HandedOff
                            or DeliveryState.Failed
                            or DeliveryState.Expired
                    )
                    {
                        c.Run(
                            "UPDATE deliveries SET state = $cancelled, detail = $detail, updated_at = $now WHERE id = $id",
                            ("$cancelled", (int)DeliveryState.Cancelled),
                            ("$detail", "Taken back before it was sent."),
                            ("$now", Now()),
                            ("$id", row.Id)
                        );
                    }
                }
            }
        );

    /// <summary>What can be done now: of every account the change that was due first.</summary>
    public IReadOnlyList<WantedChange> Due(DateTimeOffset now) =>
        database.Read(c =>
            c.Rows(
                    static r =>
                        (
                            Id: r.GetString(0),
                            Version: r.GetInt64(1),
                            Form: r.IsDBNull(2) ? null : r.GetFieldValue<byte[]>(2),
                            End: r.Time(3)
                        ),
                    // The other columns are those of the row with the least: https://www.sqlite.org/lang_select.html#bareagg
                    $"SELECT change_of, version, new_form, give_up_at, MIN(due_at) {Ready} AND {ReadyAt} <= $now GROUP BY distributor",
                    ("$pending", (int)State.Pending),
                    ("$delivered", (int)DeliveryState.Delivered),
                    ("$now", now.ToUnixTimeMilliseconds())
                )
                .ConvertAll(d => new WantedChange(
                    OutboxStore.Select(c, "id = $id", ("$id", d.Id))[0],
                    d.Version,
                    d.Form is null ? null : RenderedPost.Parser.ParseFrom(d.Form),
                    d.End
                ))
        );

    /// <summary>When the next can be done that cannot be now; null when none waits.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now) =>
        database.Read(c =>
            c.Count(
                $"SELECT MIN({ReadyAt}) {Ready} AND {ReadyAt} > $now",
                ("$pending", (int)State.Pending),
                ("$delivered", (int)DeliveryState.Delivered),
                ("$now", now.ToUnixTimeMilliseconds())
            )
                is var due
                    and > 0
                ? DateTimeOffset.FromUnixTimeMilliseconds(due)
                : (DateTimeOffset?)null
        );

    /// <summary>Before the network is asked. False where something else is wished by now.</summary>
    public bool Begin(WantedChange change) =>
        database.Write(c =>
            c.Run(
                "UPDATE delivery_changes SET change_attempts = change_attempts + 1, changed_at = $now "
                    + "WHERE change_of = $id AND version = $version AND change_state = $pending",
                ("$now", Now()),
                ("$id", change.Delivery.Id),
                ("$version", change.Version),
                ("$pending", (int)State.Pending)
            )
        ) == 1;

    /// <summary>What became of it. Where something else is wished by now, that stays.</summary>
    public void Settle(WantedChange change, ChangeSettlement settlement) =>
        database.Write(c =>
        {
            if (settlement.Hold is { } hold)
            {
                OutboxStore.Hold(c, change.Delivery.Id, hold);
            }

            var isDone = settlement.State == State.Done;
            var isCurrent =
                c.Run(
                    """
                    UPDATE delivery_changes SET change_state = $state, change_detail = $detail, due_at = $next, changed_at = $now,
                        edited_at = CASE WHEN $edited THEN $now ELSE edited_at END,
                        new_form = CASE WHEN $state = $pending THEN new_form ELSE NULL END
                    WHERE change_of = $id AND version = $version AND change_state = $pending
                    """,
                    ("$state", (int)settlement.State),
                    ("$detail", settlement.Detail),
                    ("$next", (settlement.Next ?? clock.GetUtcNow()).ToUnixTimeMilliseconds()),
                    ("$now", Now()),
                    ("$edited", isDone && !change.IsRemoval),
                    ("$pending", (int)State.Pending),
                    ("$id", change.Delivery.Id),
                    ("$version", change.Version)
                ) == 1;
            if (isCurrent && isDone && change.IsRemoval)
            {
                c.Run(
                    "UPDATE deliveries SET state = $deleted, updated_at = $now WHERE id = $id",
                    ("$deleted", (int)DeliveryState.Deleted),
                    ("$now", Now()),
                    ("$id", change.Delivery.Id)
                );
            }
            else if (isCurrent && isDone)
            {
                Reform(c, change.Delivery.Id, change.NewForm);
            }

            return isCurrent;
        });

    private (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Change(
        string postId,
        string requestId,
        string fingerprint,
        Action<SqliteConnection, List<DeliveryRow>> change
    ) =>
        database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } before)
            {
                return before;
            }

            change(c, OutboxStore.DeliveriesOf(c, postId));
            RequestLedger.Remember(c, Scope, requestId, fingerprint, PostNames.Of(postId), clock.GetUtcNow());
            return (OutboxStore.GetPost(c, postId)!, OutboxStore.DeliveriesOf(c, postId));
        });

    private void Edit(SqliteConnection c, DeliveryRow row, NewForm form)
    {
        if (HasLeft(row))
        {
            Wish(c, row, Kind.Edit, form.Fault is null ? State.Pending : State.Failed, form.Rendered, form.Fault ?? "To be edited.");
        }
        else if (form.Fault is null && row.Message.State is DeliveryState.Pending or DeliveryState.Failed or DeliveryState.Expired)
        {
            Reform(c, row.Id, form.Rendered);
        }
        else if (form.Fault is null && row.Message.State == DeliveryState.HandedOff)
        {
            // Nobody has said that it was published, so what was made for a person is made again.
            Reform(c, row.Id, form.Rendered);
            c.Run(
                "UPDATE deliveries SET state = $pending, detail = '', attempts = 0, updated_at = $now, next_attempt_at = $now WHERE id = $id",
                ("$pending", (int)DeliveryState.Pending),
                ("$now", Now()),
                ("$id", row.Id)
            );
        }
    }

    private void Wish(SqliteConnection c, DeliveryRow row, Kind kind, State state, RenderedPost? form, string detail) =>
        c.Run(
            """
            INSERT INTO delivery_changes (change_of, change_kind, change_state, version, new_form, change_attempts, change_detail, due_at,
                give_up_at, changed_at, edited_at)
            VALUES ($id, $kind, $state, 1, $form, 0, $detail, $now, $end, $now, 0)
            ON CONFLICT (change_of) DO UPDATE SET change_kind = excluded.change_kind, change_state = excluded.change_state,
                version = version + 1, new_form = excluded.new_form, change_attempts = 0, change_detail = excluded.change_detail,
                due_at = excluded.due_at, give_up_at = excluded.give_up_at, changed_at = excluded.changed_at
            """,
            ("$id", row.Id),
            ("$kind", (int)kind),
            ("$state", (int)state),
            ("$form", (object?)form?.ToByteArray() ?? DBNull.Value),
            ("$detail", detail),
            ("$now", Now()),
            ("$end", (clock.GetUtcNow() + Worth).ToUnixTimeMilliseconds())
        );

    private static void Reform(SqliteConnection c, string id, RenderedPost? form) =>
        c.Run(
            "UPDATE delivery_terms SET rendered = $form WHERE delivery_id = $id",
            ("$form", (object?)form?.ToByteArray() ?? DBNull.Value),
            ("$id", id)
        );

    /// <summary>It is there, or may be: what is being sent is changed once it has arrived.</summary>
    private static bool HasLeft(DeliveryRow row) =>
        row.Message.State is DeliveryState.Sending or DeliveryState.Delivered or DeliveryState.Unconfirmed;

    private static (Post, IReadOnlyList<DeliveryRow>)? FindByRequest(SqliteConnection c, string requestId, string fingerprint) =>
        RequestLedger.Find(c, Scope, requestId, fingerprint) is { } name
        && PostNames.IdOf(name) is { } id
        && OutboxStore.GetPost(c, id) is { } post
            ? (post, OutboxStore.DeliveriesOf(c, id))
            : null;

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
