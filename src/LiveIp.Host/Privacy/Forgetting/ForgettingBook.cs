using System.Security.Cryptography;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;
using State = LiveIp.V1.Forgetting.Types.State;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>Wishes to be forgotten: durable when asked, done by <see cref="ForgettingWorker"/>.</summary>
internal sealed class ForgettingBook(SqliteEventLog log, TimeProvider clock)
{
    /// <summary>Raised after a wish became durable.</summary>
    public event Action? Asked;

    /// <summary>
    /// Makes the wish durable. From here on the id is known by its hash alone, so nothing of the person is written down by asking. The
    /// same wish while one is on its way answers with that one.
    /// </summary>
    /// <param name="person">"scheme:id"</param>
    /// <param name="names">Further names.</param>
    /// <param name="cancellationToken">Ends the waiting, not the wish.</param>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    /// <exception cref="ArgumentException">The id has no such form.</exception>
    public async Task<ForgettingRow> AskAsync(string person, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var id = "";
        await log.MaintainAsync((connection, _) => id = Ask(connection, person, names), cancellationToken).ConfigureAwait(false);
        Asked?.Invoke();
        return Find(id)!;
    }

    /// <summary>Null when there is none.</summary>
    public ForgettingRow? Find(string id) => Select("id = $id", ("$id", id)).FirstOrDefault();

    /// <summary>Oldest of those that are not done; null when all are.</summary>
    public ForgettingRow? Next() => Select("state <> $done ORDER BY position LIMIT 1", ("$done", (int)State.Done)).FirstOrDefault();

    /// <summary>A page, newest first, and the position to go on from; 0 when there is no more.</summary>
    public (IReadOnlyList<ForgettingRow> Rows, long Next) List(long after, int limit)
    {
        var rows = Select(
            "($after = 0 OR position < $after) ORDER BY position DESC LIMIT $limit",
            ("$after", after),
            ("$limit", limit + 1)
        );
        return rows.Count > limit ? (rows[..limit], rows[limit - 1].Position) : (rows, 0);
    }

    private string Ask(SqliteConnection connection, string person, IReadOnlyList<string> names)
    {
        var maker = MarkStore.Maker(connection);
        var mark =
            People.TokenOf(person) is { } token && maker.Of(MarkKind.Person, person) is { } made
                ? made
                : throw new ArgumentException("A person is \"scheme:id\".", nameof(person));
        MarkStore.Add(
            connection,
            [mark, .. new[] { maker.Of(MarkKind.Token, token) }.Concat(names.Select(n => maker.Of(MarkKind.Name, n))).OfType<Mark>()]
        );
        var under = connection.Rows(
            static r => r.GetString(0),
            "SELECT id FROM forgettings WHERE person = $person AND state <> $done",
            ("$person", MarkStore.Bytes(mark.Hash)),
            ("$done", (int)State.Done)
        );
        if (under is [var already, ..])
        {
            // It may be past looking; what is asked for now is not to be missed.
            connection.Run("UPDATE forgettings SET state = $looking WHERE id = $id", ("$looking", (int)State.Looking), ("$id", already));
            return already;
        }

        var id = ShortId.Make();
        var key = connection.Rows(static r => r.GetFieldValue<byte[]>(0), "SELECT hash_key FROM head")[0];
        connection.Run(
            """
            INSERT INTO forgettings (id, person, speaker, alias, state, asked_at, last_sequence)
            VALUES ($id, $person, $speaker, $alias, $state, $now, 0)
            """,
            ("$id", id),
            ("$person", MarkStore.Bytes(mark.Hash)),
            ("$speaker", KeyedHash.WithKey(key)(person)),
            ("$alias", BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8))),
            ("$state", (int)State.Looking),
            ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())
        );
        return id;
    }

    private List<ForgettingRow> Select(string where, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var connection = log.Database.OpenReader();
        return connection.Rows(ForgettingRow.From, $"SELECT {ForgettingRow.Columns} FROM forgettings WHERE {where}", parameters);
    }
}
