using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Storage;

/// <summary>Tables of the log. Times are Unix milliseconds, minutes are Unix minutes.</summary>
internal static class LogSchema
{
    private const int Version = 3;

    private const string Tables = """
        CREATE TABLE head (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            log_id TEXT NOT NULL,
            hash_key BLOB NOT NULL,
            last_sequence INTEGER NOT NULL
        );
        CREATE TABLE channels (
            ref INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            platform TEXT NOT NULL,
            checkpoint TEXT,
            heard_at INTEGER NOT NULL
        );
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY,
            channel INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            bytes BLOB NOT NULL
        );
        -- Where each minute received lies in the log: a filter by time needs no index over all events.
        CREATE TABLE received_minutes (
            minute INTEGER PRIMARY KEY,
            first_seq INTEGER NOT NULL,
            last_seq INTEGER NOT NULL
        );
        CREATE TABLE metric_points (
            channel INTEGER NOT NULL,
            metric TEXT NOT NULL,
            currency TEXT NOT NULL,
            minute INTEGER NOT NULL,
            sum INTEGER NOT NULL,
            samples INTEGER NOT NULL,
            PRIMARY KEY (channel, metric, currency, minute)
        ) WITHOUT ROWID;
        -- A NULL value says that from here on there is no value (the broadcast ended).
        CREATE TABLE gauge_samples (
            channel INTEGER NOT NULL,
            metric TEXT NOT NULL,
            at INTEGER NOT NULL,
            id TEXT NOT NULL,
            value INTEGER,
            PRIMARY KEY (channel, metric, at, id)
        ) WITHOUT ROWID;
        CREATE TABLE counter_samples (
            channel INTEGER NOT NULL,
            metric TEXT NOT NULL,
            subject TEXT NOT NULL,
            at INTEGER NOT NULL,
            value INTEGER NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (channel, metric, subject, at, value, id)
        ) WITHOUT ROWID;
        """;

    /// <summary>The ids that each channel has had, a row each: those without a moment, and what is too much for a run.</summary>
    private const string Seen = """
        -- moment: see EventMoment. slot tells ids apart that share a moment and a hash.
        CREATE TABLE seen (
            channel INTEGER NOT NULL,
            moment INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            slot INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (channel, moment, hash, slot)
        ) WITHOUT ROWID;
        """;

    /// <summary>What replaces an entry in an index or a table for every event.</summary>
    private const string Packed = """
        -- The ids with a moment, by the second of it, as SeenRun packs them.
        CREATE TABLE seen_runs (
            channel INTEGER NOT NULL,
            second INTEGER NOT NULL,
            first_seq INTEGER NOT NULL,
            entries BLOB NOT NULL,
            PRIMARY KEY (channel, second, first_seq)
        ) WITHOUT ROWID;
        -- Who wrote in each minute, as SpeakerRun packs them; seq is the newest of the transaction.
        CREATE TABLE speaker_runs (
            channel INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            entries BLOB NOT NULL,
            PRIMARY KEY (channel, minute, seq)
        ) WITHOUT ROWID;
        -- In which stretches of the log a channel has events, see ChannelBlocks.
        CREATE TABLE channel_blocks (
            channel INTEGER NOT NULL,
            block INTEGER NOT NULL,
            PRIMARY KEY (channel, block)
        ) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables if the file is new, with an identity and a hash key of its own, and brings an older file up to date.</summary>
    /// <exception cref="InvalidDataException">The file was written by a newer version.</exception>
    public static void Ensure(SqliteConnection connection)
    {
        LogDatabase.Execute(connection, "BEGIN IMMEDIATE");
        using (var version = connection.CreateCommand())
        {
            version.CommandText = "PRAGMA user_version";
            var found = Convert.ToInt32(version.ExecuteScalar(), CultureInfo.InvariantCulture);
            if (found > Version)
            {
                throw new InvalidDataException($"The event log has format {found}; this version of LiveIp reads up to {Version}.");
            }

            if (found == 0)
            {
                Create(connection);
            }

            if (found == 1)
            {
                LogDatabase.Execute(connection, "ALTER TABLE seen RENAME TO seen_1");
                LogDatabase.Execute(connection, Seen);
                LogMigration.KeyByMoment(connection);
                LogDatabase.Execute(connection, "DROP TABLE seen_1");
            }

            if (found is 1 or 2)
            {
                LogDatabase.Execute(connection, Packed);
                LogMigration.Pack(connection);
                LogDatabase.Execute(connection, $"DROP TABLE speakers; DROP INDEX events_channel; PRAGMA user_version={Version}");
            }
        }

        LogDatabase.Execute(connection, "COMMIT");
    }

    private static void Create(SqliteConnection connection)
    {
        LogDatabase.Execute(connection, Tables + Seen + Packed);
        using var head = connection.CreateCommand();
        head.CommandText = "INSERT INTO head VALUES (1, $id, $key, 0)";
        head.Parameters.AddWithValue("$id", Guid.NewGuid().ToString("N"));
        head.Parameters.AddWithValue("$key", RandomNumberGenerator.GetBytes(32));
        head.ExecuteNonQuery();
        LogDatabase.Execute(connection, $"PRAGMA user_version={Version}");
    }
}
