using System.Runtime.InteropServices;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events.Seen;

/// <summary>
/// The ids of the seconds that were touched last, each second whole: an id that is not among those of its second is new, and nothing
/// has to be asked of the file. A second is read once when it is first touched. Whatever time an id comes with again, it is known for as
/// long as it is here: Twitch puts the time of sending on its notifications and may send one twice
/// (https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#processing-an-event), and two connections that overlap each get one.
/// </summary>
internal sealed class SeenMemory(SqliteConnection connection) : IDisposable
{
    /// <summary>Ids over all channels: 20 minutes of a hundred events a second.</summary>
    public const int Capacity = 131_072;

    /// <summary>Ids that are taken up from the file when a channel is first written to.</summary>
    public const int PerChannel = 4_096;

    /// <summary>Ids of one channel and second that are kept so; nobody's chat is that fast, and a liar's has to be bounded.</summary>
    public const int MostPerSecond = 16_384;

    private readonly Dictionary<Key, SeenEntry> _known = [];
    private readonly Dictionary<SeenSecond, LinkedListNode<Held>> _held = [];
    private readonly LinkedList<Held> _order = new();
    private readonly Dictionary<SeenSecond, SeenRun> _unwritten = [];
    private readonly HashSet<long> _channels = [];
    private readonly Statement _runs = new(
        connection,
        "SELECT first_seq, entries FROM seen_runs WHERE channel = $0 AND second = $1 ORDER BY first_seq",
        2
    );
    private readonly Statement _newest = new(
        connection,
        "SELECT second, length(entries) FROM seen_runs WHERE channel = $0 ORDER BY second DESC",
        1
    );
    private readonly Statement _write = new(connection, "INSERT INTO seen_runs VALUES ($0, $1, $2, $3)", 4);
    private int _count;

    /// <summary>What was last stored under the hash; null when that is long ago and in another second, or never was.</summary>
    /// <param name="passing">Nobody will ask for this second again soon: it is the first to be let go.</param>
    /// <param name="full">Whether this second has so many ids that others are not here.</param>
    public SeenEntry? Find(long channel, long hash, SeenSecond second, bool passing, out bool full)
    {
        if (_channels.Add(channel))
        {
            TakeUp(channel);
        }

        full = Touch(second, passing).Count >= MostPerSecond;
        return _known.TryGetValue(new(channel, hash), out var found) ? found : null;
    }

    /// <summary>Remembers an id, and writes it with <see cref="Flush"/> when it has a moment.</summary>
    public void Add(SeenSecond second, SeenEntry entry)
    {
        if (entry.Moment != EventMoment.None)
        {
            ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_unwritten, second, out _);
            run ??= new(entry.Sequence);
            run.Add(entry.Hash, entry.Sequence, entry.Moment);
        }

        var held = _held.TryGetValue(second, out var node) ? node.Value : Touch(second, passing: false);
        Hold(held, entry);
        Bound(held);
    }

    /// <summary>Everything in the file and on its way there that has this hash and moment, oldest first.</summary>
    public List<long> Sequences(SeenSecond second, long hash, long moment) =>
        [.. Stored(second).Where(e => e.Hash == hash && e.Moment == moment).Select(static e => e.Sequence)];

    /// <summary>Writes what was added; once, before the transaction is committed.</summary>
    public void Flush()
    {
        foreach (var (second, run) in _unwritten)
        {
            _write.Run(second.Channel, second.Second, run.FirstSequence, run.Bytes.ToArray());
        }

        _unwritten.Clear();
    }

    public void Dispose()
    {
        _runs.Dispose();
        _newest.Dispose();
        _write.Dispose();
    }

    private Held Touch(SeenSecond second, bool passing)
    {
        if (_order.First is { } first && first.Value.Second == second)
        {
            return first.Value;
        }

        if (_held.TryGetValue(second, out var node))
        {
            if (!passing)
            {
                _order.Remove(node);
                _order.AddFirst(node);
            }

            return node.Value;
        }

        var held = new Held(second);
        _held[second] = passing ? _order.AddLast(held) : _order.AddFirst(held);
        if (second.Second >= 0)
        {
            foreach (var entry in Stored(second))
            {
                Hold(held, entry);
            }

            Bound(held);
        }

        return held;
    }

    private List<SeenEntry> Stored(SeenSecond second)
    {
        var found = new List<SeenEntry>();
        using (var rows = _runs.Query(second.Channel, second.Second))
        {
            while (rows.Read())
            {
                found.AddRange(SeenRun.Read(second.Second, rows.GetInt64(0), rows.GetBytes(1).ToArray()));
            }
        }

        if (_unwritten.TryGetValue(second, out var run))
        {
            found.AddRange(run.Entries(second.Second));
        }

        return found;
    }

    // The newest of what shares a hash; SeenIds compares ids, and looks into the file when it is another.
    private void Hold(Held held, SeenEntry entry)
    {
        _known[new(held.Second.Channel, entry.Hash)] = entry;
        held.Hashes.Add(entry.Hash);
        _count++;
    }

    // Lets go of what nobody asked for longest, but not of what is in hand.
    private void Bound(Held inHand)
    {
        while (_count > Capacity && (_order.Last!.Value == inHand ? _order.Last.Previous : _order.Last) is { } oldest)
        {
            var held = oldest.Value;
            _order.Remove(oldest);
            _held.Remove(held.Second);
            _count -= held.Count;
            foreach (var hash in held.Hashes)
            {
                var key = new Key(held.Second.Channel, hash);
                if (_known.TryGetValue(key, out var entry) && SeenSecond.For(key.Channel, entry.Moment, entry.Sequence) == held.Second)
                {
                    _known.Remove(key);
                }
            }
        }
    }

    private void TakeUp(long channel)
    {
        var seconds = new List<long>();
        var ids = 0L;
        using (var rows = _newest.Query(channel))
        {
            while (ids < PerChannel && rows.Read())
            {
                seconds.Add(rows.GetInt64(0));
                ids += rows.GetInt64(1) / SeenRun.EntrySize;
            }
        }

        foreach (var second in seconds.Distinct().Reverse())
        {
            Touch(new(channel, second), passing: false);
        }
    }

    private readonly record struct Key(long Channel, long Hash)
    {
        // The hash is one already.
        public override int GetHashCode() => (int)(Hash ^ Channel);
    }

    private sealed class Held(SeenSecond second)
    {
        public SeenSecond Second => second;

        public List<long> Hashes { get; } = [];

        public int Count => Hashes.Count;
    }
}
