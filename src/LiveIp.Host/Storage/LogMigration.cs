using LiveIp.Host.Events;
using LiveIp.Host.Events.Seen;
using LiveIp.Host.Metrics;
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

    /// <summary>
    /// From 2 to 3: ids with a moment lie in runs by the second, speakers in runs by the minute, and a channel's events are found by
    /// stretches of the log.
    /// </summary>
    public static void Pack(SqliteConnection connection)
    {
        using (var add = new Statement(connection, "INSERT INTO seen_runs VALUES ($0, $1, $2, $3)", 4))
        using (
            var old = new Statement(
                connection,
                "SELECT channel, moment / 1000, seq, moment, hash FROM seen WHERE moment > $0 ORDER BY 1, 2, 3",
                1
            )
        )
        {
            var (second, run) = (default(SeenSecond), (SeenRun?)null);
            void Write()
            {
                if (run is not null)
                {
                    add.Run(second.Channel, second.Second, run.FirstSequence, run.Bytes.ToArray());
                }
            }

            using var rows = old.Query(EventMoment.None);
            while (rows.Read())
            {
                var next = new SeenSecond(rows.GetInt64(0), rows.GetInt64(1));
                if (run is null || next != second)
                {
                    Write();
                    (second, run) = (next, new(rows.GetInt64(2)));
                }

                run.Add(rows.GetInt64(4), rows.GetInt64(2), rows.GetInt64(3));
            }

            Write();
        }

        PackSpeakers(connection);
        LogDatabase.Execute(connection, $"DELETE FROM seen WHERE moment > {EventMoment.None}");
        LogDatabase.Execute(connection, $"INSERT INTO channel_blocks SELECT DISTINCT channel, seq / {ChannelBlocks.Size} FROM events");
    }

    private static void PackSpeakers(SqliteConnection connection)
    {
        using var add = new Statement(connection, "INSERT INTO speaker_runs VALUES ($0, $1, 0, $2)", 3);
        using var old = new Statement(connection, "SELECT channel, minute, person, messages FROM speakers ORDER BY channel, minute", 0);
        var (channel, minute, run) = (0L, 0L, (SpeakerRun?)null);
        using var rows = old.Query();
        while (rows.Read())
        {
            if (run is null || channel != rows.GetInt64(0) || minute != rows.GetInt64(1))
            {
                Write();
                (channel, minute, run) = (rows.GetInt64(0), rows.GetInt64(1), new());
            }

            for (var message = 0L; message < rows.GetInt64(3); message++)
            {
                run.Add(rows.GetInt64(2), 1);
            }
        }

        Write();

        void Write()
        {
            if (run is not null)
            {
                add.Run(channel, minute, run.Bytes.ToArray());
            }
        }
    }
}
