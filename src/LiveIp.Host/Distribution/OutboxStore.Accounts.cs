using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

// Lanes: one for each account, and what holds it back: itself, or its whole distributor.
internal sealed partial class OutboxStore
{
    // Goes from account to account in the index of what waits, and takes the first of each: the work is that of the accounts, not of
    // the deliveries. The index is named, because left to itself SQLite 3.40 walks through all that waits, in nearly a second with
    // 200,000; the states are literals, as they stand in the index, because a parameter would hide that it can be used.
    internal const string LanesSql = """
        WITH RECURSIVE waiting (account) AS (
            SELECT MIN(distributor) FROM deliveries INDEXED BY deliveries_waiting WHERE state IN (1, 2, 8)
            UNION ALL
            SELECT (
                SELECT MIN(distributor) FROM deliveries INDEXED BY deliveries_waiting WHERE state IN (1, 2, 8) AND distributor > account
            ) FROM waiting WHERE account IS NOT NULL
        )
        SELECT w.account, d.id, d.next_attempt_at, COALESCE(h.held_until, 0), COALESCE(h.started_at + r.least_interval, 0), COALESCE(h.kind, 0),
            COALESCE(g.app_held_until, 0)
        FROM waiting w
        JOIN deliveries d ON d.position = (
            SELECT position FROM deliveries INDEXED BY deliveries_waiting
            WHERE distributor = w.account AND state IN (1, 2, 8) ORDER BY next_attempt_at, position LIMIT 1
        )
        LEFT JOIN account_holds h ON h.account = w.account
        LEFT JOIN account_rules r ON r.account = w.account
        LEFT JOIN app_holds g ON g.app = substr(w.account, 1, instr(w.account || '/', '/') - 1)
        """;

    /// <summary>All accounts for which something waits, whoever is ready first first.</summary>
    public IReadOnlyList<Lane> Lanes() =>
        [.. database.Read(static c => c.Rows(ReadLane, LanesSql)).OrderBy(static l => l.ReadyAt).ThenBy(static l => l.DueSince)];

    public AccountRules RulesOf(string account) =>
        database
            .Read(c =>
                c.Rows(
                    static r => new AccountRules
                    {
                        LeastInterval = TimeSpan.FromMilliseconds(r.GetInt64(0)),
                        Quiet = r.IsDBNull(1) ? null : QuietHours.Parser.ParseFrom(r.GetFieldValue<byte[]>(1)),
                    },
                    "SELECT least_interval, quiet FROM account_rules WHERE account = $account",
                    ("$account", account)
                )
            )
            .FirstOrDefault()
        ?? AccountRules.None;

    public void SetRules(string account, AccountRules rules)
    {
        database.Write(c =>
            c.Run(
                """
                INSERT INTO account_rules (account, least_interval, quiet) VALUES ($account, $interval, $quiet)
                ON CONFLICT (account) DO UPDATE SET least_interval = excluded.least_interval, quiet = excluded.quiet
                """,
                ("$account", account),
                ("$interval", (long)rules.LeastInterval.TotalMilliseconds),
                ("$quiet", (object?)rules.Quiet?.ToByteArray() ?? DBNull.Value)
            )
        );
        Tell();
    }

    /// <summary>Null when nothing holds it back any more.</summary>
    public AccountHold? HoldOf(string account) =>
        database
            .Read(c =>
                c.Rows(
                    static r => new AccountHold(r.Time(0), (HoldKind)r.GetInt32(1)),
                    """
                    SELECT held_until, kind FROM account_holds WHERE account = $account AND held_until > $now
                    UNION ALL SELECT app_held_until, $all FROM app_holds WHERE app = $app AND app_held_until > $now
                    ORDER BY 1 DESC LIMIT 1
                    """,
                    ("$account", account),
                    ("$app", AccountId.Of(account).Distributor),
                    ("$all", (int)HoldKind.AllRateLimited),
                    ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())
                )
            )
            .FirstOrDefault();

    /// <summary>A plugin came, or a setting changed: whoever waits for that is looked at again. What a network said still holds.</summary>
    /// <param name="extension">Of a distributor, for all of its accounts, or of one of them.</param>
    public void ReleaseSetUp(string extension) =>
        database.Write(c =>
            c.Run(
                "UPDATE account_holds SET held_until = 0, kind = 0 WHERE kind = $kind AND (account = $id OR account GLOB $id || '/*')",
                ("$kind", (int)HoldKind.NotSetUp),
                ("$id", extension)
            )
        );

    public long WaitingFor(string account) =>
        database.Read(c =>
            c.Count(
                "SELECT COUNT(*) FROM deliveries INDEXED BY deliveries_waiting WHERE state IN (1, 2, 8) AND state <> 8 AND distributor = $account",
                ("$account", account)
            )
        );

    /// <summary>Takes back all that waits for an account that is removed, and forgets its pace. How many were taken back.</summary>
    public int RemoveAccount(string account)
    {
        var cancelled = database.Write(c =>
        {
            c.Run("DELETE FROM account_rules WHERE account = $account", ("$account", account));
            c.Run("DELETE FROM account_holds WHERE account = $account", ("$account", account));
            return c.Run(
                "UPDATE deliveries SET state = $to, detail = 'Its account was removed.', updated_at = $now WHERE distributor = $account AND state = 1",
                ("$to", (int)DeliveryState.Cancelled),
                ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds()),
                ("$account", account)
            );
        });
        Tell();
        return cancelled;
    }

    /// <summary>Ends what waits, is due and is late, also where its account is held back: it is not sent late. How many were.</summary>
    public int ExpireLate()
    {
        var late = database.Write(c =>
            c.Run(
                """
                UPDATE deliveries SET state = $expired, detail = 'It could not be sent in its time, and is not sent late.', updated_at = $now, next_attempt_at = $now
                WHERE state = 1 AND next_attempt_at <= $now
                    AND COALESCE((SELECT not_after FROM delivery_terms WHERE delivery_id = deliveries.id), created_at + $usual) < $now
                """,
                ("$expired", (int)DeliveryState.Expired),
                ("$usual", (long)DeliveryTerms.Usual.TotalMilliseconds),
                ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())
            )
        );
        if (late > 0)
        {
            _changes.Raise();
        }

        return late;
    }

    /// <summary>In the transaction that marks a delivery as being sent: the account's next one waits for its interval, also after a crash.</summary>
    private static void Started(SqliteConnection connection, string deliveryId, long now) =>
        connection.Run(
            """
            INSERT INTO account_holds (account, held_until, kind, started_at)
                SELECT distributor, 0, 0, $now FROM deliveries WHERE id = $id
            ON CONFLICT (account) DO UPDATE SET started_at = excluded.started_at
            """,
            ("$now", now),
            ("$id", deliveryId)
        );

    /// <summary>In the transaction that writes down what a network said. A longer hold stays.</summary>
    public static void Hold(SqliteConnection connection, string deliveryId, AccountHold hold)
    {
        if (hold.Kind == HoldKind.AllRateLimited)
        {
            connection.Run(
                """
                INSERT INTO app_holds (app, app_held_until)
                    SELECT substr(distributor, 1, instr(distributor || '/', '/') - 1), $until FROM deliveries WHERE id = $id
                ON CONFLICT (app) DO UPDATE SET app_held_until = MAX(app_held_until, excluded.app_held_until)
                """,
                ("$until", hold.Until.ToUnixTimeMilliseconds()),
                ("$id", deliveryId)
            );
            return;
        }

        connection.Run(
            """
            INSERT INTO account_holds (account, held_until, kind, started_at)
                SELECT distributor, $until, $kind, 0 FROM deliveries WHERE id = $id
            ON CONFLICT (account) DO UPDATE SET held_until = excluded.held_until, kind = excluded.kind
                WHERE excluded.held_until > account_holds.held_until
            """,
            ("$until", hold.Until.ToUnixTimeMilliseconds()),
            ("$kind", (int)hold.Kind),
            ("$id", deliveryId)
        );
    }

    private static Lane ReadLane(SqliteDataReader r)
    {
        var (due, held, paced, heldForAll) = (r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(6));
        var ready = Math.Max(Math.Max(due, paced), Math.Max(held, heldForAll));
        return new(
            r.GetString(0),
            r.GetString(1),
            r.Time(2),
            DateTimeOffset.FromUnixTimeMilliseconds(ready),
            heldForAll == ready ? HoldKind.AllRateLimited
                : held == ready ? (HoldKind)r.GetInt32(5)
                : HoldKind.None
        );
    }
}
