using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>The rows of the broadcasts, on a connection that the caller gives.</summary>
internal static class BroadcastStore
{
    public static long Cursor(SqliteConnection connection) => connection.Count("SELECT through_seq FROM broadcast_cursor");

    public static void MoveCursor(SqliteConnection connection, long through) =>
        connection.Run("INSERT OR REPLACE INTO broadcast_cursor VALUES (1, $through)", ("$through", through));

    public static List<ReportedState> States(SqliteConnection connection) =>
        connection.Rows(
            static r => new ReportedState
            {
                Sequence = r.GetInt64(0),
                Channel = r.GetInt64(1),
                Event = r.GetString(2),
                Revision = r.GetInt32(3),
                At = r.GetInt64(4),
                State = (State)r.GetInt32(5),
                Broadcast = r.GetString(6),
                Title = r.GetString(7),
                Category = r.GetString(8),
                Imported = r.GetBoolean(9),
            },
            "SELECT seq, channel, event, revision, at, state, broadcast, title, category, imported FROM broadcast_states"
        );

    /// <summary>A later revision takes the place of the earlier one and keeps its sequence; a repeat changes nothing.</summary>
    public static void Add(SqliteConnection connection, ReportedState state) =>
        connection.Run(
            """
            INSERT INTO broadcast_states VALUES
                ($seq, $channel, $event, $revision, $at, $state, $broadcast, $title, $category, $imported)
            ON CONFLICT (channel, event) DO UPDATE SET revision = excluded.revision, at = excluded.at, state = excluded.state,
                broadcast = excluded.broadcast, title = excluded.title, category = excluded.category, imported = excluded.imported
                WHERE excluded.revision > revision
            ON CONFLICT DO NOTHING
            """,
            ("$seq", state.Sequence),
            ("$channel", state.Channel),
            ("$event", state.Event),
            ("$revision", state.Revision),
            ("$at", state.At),
            ("$state", (int)state.State),
            ("$broadcast", state.Broadcast),
            ("$title", state.Title),
            ("$category", state.Category),
            ("$imported", state.Imported)
        );

    /// <summary>What people said, by the sequence that they said it of.</summary>
    public static Dictionary<long, BroadcastNotes> Notes(SqliteConnection connection)
    {
        var labels = connection
            .Rows(
                static r => (Sequence: r.GetInt64(0), Label: r.GetString(1), Value: r.GetString(2)),
                "SELECT seq, label, value FROM broadcast_labels"
            )
            .ToLookup(static l => l.Sequence);
        var titles = connection
            .Rows(static r => (Sequence: r.GetInt64(0), Title: r.GetString(1)), "SELECT seq, title FROM broadcast_titles")
            .ToDictionary(static t => t.Sequence, static t => t.Title);
        return labels
            .Select(static l => l.Key)
            .Union(titles.Keys)
            .ToDictionary(
                static sequence => sequence,
                sequence => new BroadcastNotes
                {
                    Title = titles.GetValueOrDefault(sequence, ""),
                    Labels = labels[sequence].ToDictionary(static l => l.Label, static l => l.Value, StringComparer.Ordinal),
                }
            );
    }

    /// <summary>Empty takes the title away.</summary>
    public static void SetTitle(SqliteConnection connection, long sequence, string title)
    {
        if (title.Length > 0)
        {
            connection.Run("INSERT OR REPLACE INTO broadcast_titles VALUES ($seq, $title)", ("$seq", sequence), ("$title", title));
        }
        else
        {
            Delete(connection, "DELETE FROM broadcast_titles WHERE seq = $seq", ("$seq", sequence));
        }
    }

    /// <summary>Empty takes the label away.</summary>
    public static void SetLabel(SqliteConnection connection, long sequence, string label, string value)
    {
        if (value.Length > 0)
        {
            connection.Run(
                "INSERT OR REPLACE INTO broadcast_labels VALUES ($seq, $label, $value)",
                ("$seq", sequence),
                ("$label", label),
                ("$value", value)
            );
        }
        else
        {
            Delete(connection, "DELETE FROM broadcast_labels WHERE seq = $seq AND label = $label", ("$seq", sequence), ("$label", label));
        }
    }

    /// <summary>The platform's words on the state go; when it was stays.</summary>
    public static int Blank(SqliteConnection connection, long sequence) =>
        connection.Run(
            "UPDATE broadcast_states SET title = '', category = '' WHERE seq = $seq AND (title <> '' OR category <> '')",
            ("$seq", sequence)
        );

    public static void SetPlatformTitle(SqliteConnection connection, long sequence, string title) =>
        connection.Run("UPDATE broadcast_states SET title = $title WHERE seq = $seq", ("$seq", sequence), ("$title", title));

    /// <summary>The state and what people said of it are gone.</summary>
    public static void Remove(SqliteConnection connection, long sequence)
    {
        Delete(connection, "DELETE FROM broadcast_states WHERE seq = $seq", ("$seq", sequence));
        Delete(connection, "DELETE FROM broadcast_titles WHERE seq = $seq", ("$seq", sequence));
        Delete(connection, "DELETE FROM broadcast_labels WHERE seq = $seq", ("$seq", sequence));
    }

    // See FileErasure: where rows were deleted, copies of their neighbours may be left.
    private static void Delete(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (connection.Run(sql, parameters) > 0)
        {
            connection.Run("UPDATE ghosts SET possible = 1");
        }
    }
}

/// <summary>What a person said of a broadcast.</summary>
internal sealed record BroadcastNotes
{
    public string Title { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
