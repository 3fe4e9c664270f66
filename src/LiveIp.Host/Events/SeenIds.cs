using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>
/// Which ids each channel has had, by moment and hash: new rows then lie side by side in the file, where a key of random text or of the
/// hash alone would dirty a page per event. Two ids may share a hash, so a hit is always compared with the id itself.
/// </summary>
internal sealed class SeenIds(SqliteConnection connection, Func<string, long> hash) : IDisposable
{
    private readonly RecentIds _recent = new(connection);
    private readonly Statement _add = new(connection, "INSERT INTO seen VALUES ($0, $1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", 6);
    private readonly Statement _find = new(
        connection,
        "SELECT slot, seq, revision FROM seen WHERE channel = $0 AND moment = $1 AND hash = $2",
        3
    );
    private readonly Statement _event = new(connection, "SELECT bytes FROM events WHERE seq = $0", 1);
    private readonly Statement _move = new(
        connection,
        "UPDATE seen SET seq = $4, revision = $5 WHERE channel = $0 AND moment = $1 AND hash = $2 AND slot = $3",
        6
    );

    /// <summary>Whether the event is to be stored under <paramref name="sequence"/>; remembers it if so.</summary>
    /// <param name="moment">Of the event, by <see cref="EventMoment"/>.</param>
    public Claim Take(long channel, LiveEvent source, long moment, long sequence)
    {
        var key = hash(source.Id);
        // A platform that tells of the same occurrence again may put another time on it.
        if (_recent.Find(channel, key) is { } other && other != moment && Known(channel, other, key, source, sequence) is { } claim)
        {
            return claim;
        }

        // Most events are new, so this comes before any look.
        if (_add.Run(channel, moment, key, 0, sequence, source.Revision) == 0)
        {
            if (Known(channel, moment, key, source, sequence) is { } known)
            {
                return known;
            }

            var slot = Rows(channel, moment, key).Max(static r => r.Slot) + 1;
            _add.Run(channel, moment, key, slot, sequence, source.Revision);
        }

        if (!source.Imported || RecentIds.IsRecent(moment, source.ReceivedAt))
        {
            _recent.Add(channel, key, moment);
        }

        return new(true, null);
    }

    public void Dispose()
    {
        _recent.Dispose();
        _add.Dispose();
        _find.Dispose();
        _event.Dispose();
        _move.Dispose();
    }

    // Null when none of the rows is of this id.
    private Claim? Known(long channel, long moment, long key, LiveEvent source, long sequence)
    {
        foreach (var (slot, stored, revision) in Rows(channel, moment, key))
        {
            // Retention has removed it and left no id to compare with. It is taken for the same: two ids of one channel meet in 64 keyed
            // bits less often than a backfill repeats itself.
            if (Load(stored) is not { } earlier)
            {
                return new(false, null);
            }

            if (earlier.Id == source.Id)
            {
                if (source.Revision <= revision)
                {
                    return new(false, null);
                }

                _move.Run(channel, moment, key, slot, sequence, source.Revision);
                return new(true, earlier);
            }
        }

        return null;
    }

    private List<(long Slot, long Sequence, long Revision)> Rows(long channel, long moment, long key)
    {
        var found = new List<(long, long, long)>(1);
        using var rows = _find.Query(channel, moment, key);
        while (rows.Read())
        {
            found.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));
        }

        return found;
    }

    private LiveEvent? Load(long sequence)
    {
        using var rows = _event.Query(sequence);
        return rows.Read() ? LiveEvent.Parser.ParseFrom(rows.GetBytes(0)) : null;
    }

    /// <param name="Accepted">False for a repeat.</param>
    /// <param name="Earlier">What the accepted event replaces; null when its id is new.</param>
    internal readonly record struct Claim(bool Accepted, LiveEvent? Earlier);
}
