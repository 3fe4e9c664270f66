using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy;

/// <summary>Changes events where they stand.</summary>
internal static class LogRows
{
    /// <summary>
    /// Writes the event again if <paramref name="edit"/> says anything but the default. Blanking only ever shortens, and SQLite then
    /// keeps the row on its page and overwrites the rest; no copy is left behind.
    /// </summary>
    public static T? Rewrite<T>(SqliteConnection connection, long sequence, Func<LiveEvent, T> edit)
        where T : struct
    {
        if (
            connection.Rows(static r => r.GetFieldValue<byte[]>(0), "SELECT bytes FROM events WHERE seq = $seq", ("$seq", sequence))
            is not [var bytes]
        )
        {
            return null;
        }

        var item = PersonalContent.Read(bytes);
        var edited = edit(item);
        if (!edited.Equals(default(T)))
        {
            connection.Run("UPDATE events SET bytes = $bytes WHERE seq = $seq", ("$bytes", item.ToByteArray()), ("$seq", sequence));
        }

        return edited;
    }
}
