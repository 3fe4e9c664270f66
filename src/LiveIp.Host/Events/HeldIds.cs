using LiveIp.Host.Storage;
using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>
/// Whether the log holds an id under a time near an event's own. The log finds a repeat by id and time, and of the newest ids under any
/// time; a recording of an old show may state another time than the platform told live (Twitch puts the time of sending on its
/// notifications, the recording has that of the message). Ids are read in stretches of time, each once for a recording in the order of
/// time: a key without the time would cost every live event a page of its own.
/// </summary>
internal sealed class HeldIds(LogDatabase database, ChannelDirectory channels, string channel, Func<byte[], Func<string, long>> hashWith)
{
    /// <summary>Times that differ by up to this much are found, wherever in a stretch they lie.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    // Three are needed at a time.
    private const int MostStretches = 4;

    // 1,600 messages a second of one channel. What is beyond is compared by id and time alone.
    private const int MostIds = 1_000_000;

    private readonly Dictionary<long, HashSet<long>> _stretches = [];
    private readonly Queue<long> _order = new();
    private Func<string, long>? _hash;

    /// <summary>False for kinds that the log recognises by their id alone.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be read.</exception>
    public bool Contains(LiveEvent source)
    {
        if (EventMoment.Of(source) is var moment && moment == EventMoment.None || channels.Find(channel) is not { } logged)
        {
            return false;
        }

        var hash = (_hash ??= ReadKey())(source.Id);
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
        command.CommandText =
            "SELECT hash FROM seen WHERE channel = $channel AND moment > $none AND moment >= $start AND moment < $end LIMIT $most";
        command.Parameters.AddWithValue("$channel", reference);
        command.Parameters.AddWithValue("$none", EventMoment.None);
        command.Parameters.AddWithValue("$start", start);
        command.Parameters.AddWithValue("$end", start + (long)Stretch.TotalMilliseconds);
        command.Parameters.AddWithValue("$most", MostIds);
        var found = new HashSet<long>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(rows.GetInt64(0));
        }

        return found;
    }

    private Func<string, long> ReadKey()
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash_key FROM head";
        return hashWith((byte[])command.ExecuteScalar()!);
    }
}
