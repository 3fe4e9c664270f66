using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts;

/// <summary>
/// Tables of the broadcasts, in the log's file: a copy of that file is one snapshot, so that in a backup the cursor is never ahead of
/// the events, and a label never on a sequence that the copy does not hold. The states are derived and may be dropped: they are then
/// read from the log again, as far as retention has left it. Titles and labels are a person's word and exist here alone.
/// </summary>
internal static class BroadcastSchema
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS broadcast_states (
            seq INTEGER PRIMARY KEY,
            channel INTEGER NOT NULL,
            event TEXT NOT NULL,
            revision INTEGER NOT NULL,
            at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            broadcast TEXT NOT NULL,
            title TEXT NOT NULL,
            category TEXT NOT NULL,
            imported INTEGER NOT NULL,
            UNIQUE (channel, event)
        );
        -- Up to which sequence the states are read.
        CREATE TABLE IF NOT EXISTS broadcast_cursor (only INTEGER PRIMARY KEY CHECK (only = 1), through_seq INTEGER NOT NULL);
        -- By the sequence of a state: whatever broadcast that belongs to has them.
        CREATE TABLE IF NOT EXISTS broadcast_titles (seq INTEGER PRIMARY KEY, title TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS broadcast_labels (
            seq INTEGER NOT NULL,
            label TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (seq, label)
        ) WITHOUT ROWID;
        """;

    public static void Ensure(SqliteConnection connection) => LogDatabase.Execute(connection, Tables);
}
