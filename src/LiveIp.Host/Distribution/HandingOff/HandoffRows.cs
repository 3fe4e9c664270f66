using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution.HandingOff;

/// <summary>What was made for a person to publish, a row for each delivery that was handed off.</summary>
internal static class HandoffRows
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS delivery_handoffs (
            handoff_of TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
            handoff BLOB NOT NULL
        );
        """;

    /// <summary>The column that a delivery is selected with, by <see cref="Join"/>.</summary>
    public const string Column = "handoff";

    public const string Join = "LEFT JOIN delivery_handoffs ON handoff_of = id";

    /// <summary>Null where nothing was handed off.</summary>
    public static Handoff? Read(SqliteDataReader row)
    {
        var column = row.GetOrdinal(Column);
        return row.IsDBNull(column) ? null : Handoff.Parser.ParseFrom(row.GetFieldValue<byte[]>(column));
    }

    /// <summary>In place of what was made before.</summary>
    public static void Keep(SqliteConnection connection, string delivery, Handoff handoff) =>
        connection.Run(
            "INSERT INTO delivery_handoffs (handoff_of, handoff) VALUES ($id, $handoff) "
                + "ON CONFLICT (handoff_of) DO UPDATE SET handoff = excluded.handoff",
            ("$id", delivery),
            ("$handoff", handoff.ToByteArray())
        );

    /// <summary>Takes what <paramref name="screen"/> changes out of all that was handed off.</summary>
    public static void Clean(SqliteConnection connection, Func<string, string> screen)
    {
        foreach (
            var (id, handoff) in connection.Rows(
                static r => (r.GetString(0), Handoff.Parser.ParseFrom(r.GetFieldValue<byte[]>(1))),
                "SELECT handoff_of, handoff FROM delivery_handoffs"
            )
        )
        {
            var clean = handoff.Clone();
            clean.Caption = screen(handoff.Caption);
            foreach (var step in clean.Steps)
            {
                (step.Text, step.TextZh) = (screen(step.Text), screen(step.TextZh));
            }

            foreach (var file in clean.Files)
            {
                file.AltText = screen(file.AltText);
            }

            // An address may hold the whole post; a part of it cannot be taken out without making another address of it.
            if (Uri.UnescapeDataString(handoff.Uri) is var read && screen(read) != read)
            {
                clean.Uri = "";
            }

            if (!clean.Equals(handoff))
            {
                Keep(connection, id, clean);
            }
        }
    }
}
