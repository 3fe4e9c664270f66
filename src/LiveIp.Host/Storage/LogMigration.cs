using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Storage;

/// <summary>What older versions wrote, in the shape of today.</summary>
internal static class LogMigration
{
    /// <summary>From 1 to 2: ids are found by moment and hash, and by a faster hash. Both are taken from the events themselves.</summary>
    public static void KeyByMoment(SqliteConnection connection)
    {
        using var key = connection.CreateCommand();
        key.CommandText = "SELECT hash_key FROM head";
        var hash = KeyedHash.OfIds((byte[])key.ExecuteScalar()!);

        using var old = new Statement(
            connection,
            "SELECT s.channel, s.seq, s.revision, e.bytes FROM seen_1 AS s JOIN events AS e ON e.seq = s.seq ORDER BY s.seq",
            0
        );
        using var add = new Statement(
            connection,
            """
            INSERT INTO seen VALUES (
                $0, $1, $2, (SELECT coalesce(max(slot) + 1, 0) FROM seen WHERE channel = $0 AND moment = $1 AND hash = $2), $3, $4
            )
            """,
            5
        );
        using var rows = old.Query();
        while (rows.Read())
        {
            var source = LiveEvent.Parser.ParseFrom(rows.GetBytes(3));
            add.Run(rows.GetInt64(0), EventMoment.Of(source), hash(source.Id), rows.GetInt64(1), rows.GetInt64(2));
        }
    }
}
