using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>
/// The moments of the newest ids. Twitch puts the time of sending on its notifications and may send one twice
/// (https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#processing-an-event), and two connections that overlap each get one:
/// the id is then the same and the time is not. Such repeats come within minutes.
/// </summary>
internal sealed class RecentIds(SqliteConnection connection) : IDisposable
{
    /// <summary>Ids over all channels: ten minutes of a hundred events a second.</summary>
    public const int Capacity = 65_536;

    /// <summary>Ids that are taken up from the file when a channel is first written to.</summary>
    public const int PerChannel = 4_096;

    private readonly Dictionary<(long Channel, long Hash), long> _moments = [];
    private readonly Queue<(long Channel, long Hash)> _order = new();
    private readonly HashSet<long> _loaded = [];
    private readonly Statement _newest = new(
        connection,
        "SELECT hash, moment FROM seen WHERE channel = $0 AND moment > 0 ORDER BY moment DESC LIMIT $1",
        2
    );

    /// <summary>The moment under which the hash was last seen; null when that is long ago or never was.</summary>
    public long? Find(long channel, long hash)
    {
        if (_loaded.Add(channel))
        {
            Load(channel);
        }

        return _moments.TryGetValue((channel, hash), out var moment) ? moment : null;
    }

    /// <summary>
    /// Whether a repeat may still come: an imported year would otherwise push out the ids of now. Without a time, it may.
    /// </summary>
    public static bool IsRecent(long moment, Timestamp received) =>
        moment == EventMoment.None || (received.Seconds * 1000) - moment < (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public void Add(long channel, long hash, long moment)
    {
        var key = (channel, hash);
        if (_moments.TryAdd(key, moment))
        {
            _order.Enqueue(key);
            if (_order.Count > Capacity)
            {
                _moments.Remove(_order.Dequeue());
            }
        }
        else
        {
            _moments[key] = moment;
        }
    }

    public void Dispose() => _newest.Dispose();

    private void Load(long channel)
    {
        using var rows = _newest.Query(channel, PerChannel);
        while (rows.Read())
        {
            Add(channel, rows.GetInt64(0), rows.GetInt64(1));
        }
    }
}
