using System.Globalization;
using System.Text;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>Reads the log, on connections of its own.</summary>
internal sealed class LogReader(LogDatabase database, ChannelDirectory channels)
{
    /// <summary>Events behind <paramref name="after"/> up to and with <paramref name="upTo"/>, oldest first.</summary>
    public IReadOnlyList<StoredEvent> Read(long after, long upTo, int limit, LogFilter? filter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        if (upTo <= after || !Restrict(command, filter))
        {
            return [];
        }

        var (from, order) = command.Parameters.Contains("$channel")
            ? ($"{ChannelBlocks.Events} WHERE {ChannelBlocks.Where} AND", ChannelBlocks.Order)
            : ("events WHERE", "seq");
        command.CommandText =
            $"SELECT seq, events.channel, kind, bytes FROM {from} seq > $after AND seq <= $upTo{command.CommandText} ORDER BY {order} LIMIT $limit";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$upTo", upTo);
        command.Parameters.AddWithValue("$limit", limit);

        var found = new List<StoredEvent>(Math.Min(limit, 1024));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var channel = channels.Get(reader.GetInt64(1));
            found.Add(
                new(
                    reader.GetInt64(0),
                    channel.Name,
                    channel.Platform,
                    (LiveEvent.BodyOneofCase)reader.GetInt32(2),
                    reader.GetFieldValue<byte[]>(3)
                )
            );
        }

        return found;
    }

    public ChannelMark? Mark(string channel)
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT checkpoint, heard_at FROM channels WHERE name = $name";
        command.Parameters.AddWithValue("$name", channel);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(reader.IsDBNull(0) ? null : reader.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)))
            : null;
    }

    /// <summary>Null when no event is held.</summary>
    public long? Oldest()
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT min(seq) FROM events";
        return command.ExecuteScalar() as long?;
    }

    // False when nothing can match.
    private bool Restrict(SqliteCommand command, LogFilter? filter)
    {
        if (filter is null)
        {
            return true;
        }

        var where = new StringBuilder();
        if (filter.Channels.Count > 0 || filter.Platforms.Count > 0)
        {
            var wanted = channels
                .All.Where(c => filter.Channels.Count == 0 || filter.Channels.Contains(c.Name))
                .Where(c => filter.Platforms.Count == 0 || filter.Platforms.Contains(c.Platform))
                .Select(static c => c.Ref)
                .ToArray();
            if (wanted.Length == 0)
            {
                return false;
            }

            // For several channels, walking the log in order beats sorting.
            if (wanted.Length == 1)
            {
                command.Parameters.AddWithValue("$channel", wanted[0]);
            }
            else
            {
                where.Append(" AND channel IN (").AppendJoin(',', wanted).Append(')');
            }
        }

        if (filter.Kinds.Count > 0)
        {
            where.Append(" AND kind IN (").AppendJoin(',', filter.Kinds.Select(static k => (int)k)).Append(')');
        }

        if (filter.From is { } from)
        {
            where.Append(
                CultureInfo.InvariantCulture,
                $"""
                 AND received_at >= $from
                AND seq >= (SELECT min(first_seq) FROM received_minutes WHERE minute >= {from.ToUnixTimeMilliseconds() / 60_000})
                """
            );
            command.Parameters.AddWithValue("$from", Ceiling(from));
        }

        if (filter.To is { } to)
        {
            where.Append(
                CultureInfo.InvariantCulture,
                $"""
                 AND received_at < $to
                AND seq <= (SELECT max(last_seq) FROM received_minutes WHERE minute <= {to.ToUnixTimeMilliseconds() / 60_000})
                """
            );
            command.Parameters.AddWithValue("$to", Ceiling(to));
        }

        command.CommandText = where.ToString();
        return true;
    }

    private static long Ceiling(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds() + (time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
