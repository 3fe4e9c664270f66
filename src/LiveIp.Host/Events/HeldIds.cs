using LiveIp.Host.Events.Seen;
using LiveIp.Host.Storage;
using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>
/// Whether the log holds an id under a time near an event's own. The log finds a repeat by id and time, and of the newest ids under any
/// time; a recording of an old show may state another time than the platform told live (Twitch puts the time of sending on its
/// notifications, the recording has that of the message). Ids are read in stretches of time, each once for a recording in the order of
/// time: a key without the time would cost every live event a page of its own.
/// </summary>
internal sealed class HeldIds(LogDatabase database, ChannelDirectory channels, string channel, Func<string, long> idHash)
{
    /// <summary>Times that differ by up to this much are found, wherever in a stretch they lie.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    // Three are needed at a time.
    private const int MostStretches = 4;

    // 1,600 messages a second of one channel. What is beyond is compared by id and time alone.
    private const int MostIds = 1_000_000;

    private readonly Dictionary<long, HashSet<long>> _stretches = [];
    private readonly Queue<long> _order = new();

    /// <summary>False for kinds that the log recognises by their id alone.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be read.</exception>
    public bool Contains(LiveEvent source)
    {
        if (EventMoment.Of(source) is var moment && moment == EventMoment.None || channels.Find(channel) is not { } logged)
        {
            return false;
        }

        var hash = idHash(source.Id);
        var stretch = moment / (long)Stretch.TotalMilliseconds;
        return Of(logged, stretch).Contains(hash) || Of(logged, stretch - 1).Contains(hash) || Of(logged, stretch + 1).Contains(hash);
    }

    private HashSet<long> Of(LoggedChannel logged, long stretch)
    {
        if (!_stretches.TryGetValue(stretch, out var found))
        {
            found = Read(logged.Ref, stretch * (long)Stretch.TotalMilliseconds);
            _stretches.Add(stretch, found);
            _order.Enqueue(stretch);
            if (_order.Count > MostStretches)
            {
                _stretches.Remove(_order.Dequeue());
            }
        }

        return found;
    }

    private HashSet<long> Read(long reference, long start)
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        // What was too much for the runs of its second has a row.
        command.CommandText = """
            SELECT second, first_seq, entries, NULL FROM seen_runs WHERE channel = $channel AND second >= $start AND second < $end
            UNION ALL
            SELECT NULL, NULL, NULL, hash FROM seen WHERE channel = $channel AND moment >= $start * 1000 AND moment < $end * 1000 AND moment > $none
            """;
        command.Parameters.AddWithValue("$channel", reference);
        command.Parameters.AddWithValue("$none", EventMoment.None);
        command.Parameters.AddWithValue("$start", start / 1000);
        command.Parameters.AddWithValue("$end", (start / 1000) + (long)Stretch.TotalSeconds);
        var found = new HashSet<long>();
        using var rows = command.ExecuteReader();
        while (found.Count < MostIds && rows.Read())
        {
            if (rows.IsDBNull(0))
            {
                found.Add(rows.GetInt64(3));
                continue;
            }

            foreach (var entry in SeenRun.Read(rows.GetInt64(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)))
            {
                found.Add(entry.Hash);
            }
        }

        return found;
    }
}
