using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy;

/// <summary>Tables of forgetting and retention, in the log's file: they change in the transactions that change the log. It only ever grows.</summary>
internal static class PrivacySchema
{
    private const string Tables = """
        -- speaker: the person's number in the table speaker_runs, until alias, made by chance, has replaced it there.
        CREATE TABLE IF NOT EXISTS forgettings (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            person BLOB NOT NULL,
            speaker INTEGER,
            alias INTEGER,
            state INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            done_at INTEGER,
            last_sequence INTEGER NOT NULL,
            scanned INTEGER NOT NULL DEFAULT 0,
            own INTEGER NOT NULL DEFAULT 0,
            mentions INTEGER NOT NULL DEFAULT 0,
            posts INTEGER NOT NULL DEFAULT 0,
            names INTEGER NOT NULL DEFAULT 0,
            detail TEXT NOT NULL DEFAULT ''
        );
        -- All that is known of forgotten people: keyed hashes of ids and names.
        CREATE TABLE IF NOT EXISTS forgotten (
            kind INTEGER NOT NULL,
            length INTEGER NOT NULL,
            quick INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (kind, hash)
        ) WITHOUT ROWID;
        -- Newest event of each channel and kind that retention has removed; all older ones are gone too.
        CREATE TABLE IF NOT EXISTS removed_events (
            channel INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            through_seq INTEGER NOT NULL,
            PRIMARY KEY (channel, kind)
        ) WITHOUT ROWID;
        -- Up to which sequence an action of retention is done with a channel.
        CREATE TABLE IF NOT EXISTS retention_progress (
            channel INTEGER NOT NULL,
            action INTEGER NOT NULL,
            through_seq INTEGER NOT NULL,
            PRIMARY KEY (channel, action)
        ) WITHOUT ROWID;
        -- Rows were deleted since the file was last rewritten: SQLite may have left copies of their neighbours behind.
        CREATE TABLE IF NOT EXISTS ghosts (only INTEGER PRIMARY KEY CHECK (only = 1), possible INTEGER NOT NULL);
        INSERT OR IGNORE INTO ghosts VALUES (1, 0);
        """;

    public static void Ensure(SqliteConnection connection) => LogDatabase.Execute(connection, Tables);
}
