using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events.Seen;

/// <summary>
/// Which ids each channel has had, by moment and keyed hash. Most events are one occurrence at one moment: their ids lie in runs by the
/// second (<see cref="SeenMemory"/>). Those that come again and again with a later state have no moment, and a row each. Two ids may
/// share a hash, so a hit is always compared with the id itself.
/// </summary>
internal sealed class SeenIds(SqliteConnection connection) : IDisposable
{
    private static readonly long LongAgo = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private readonly SeenMemory _memory = new(connection);
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
    /// <param name="hash">Of the event's id.</param>
    /// <param name="moment">Of the event, by <see cref="EventMoment"/>.</param>
    public Claim Take(long channel, LiveEvent source, long hash, long moment, long sequence)
    {
        var second = SeenSecond.For(channel, moment, sequence);
        var met = _memory.Find(channel, hash, second, IsLongAgo(source, moment), out var full);
        // A platform that tells of the same occurrence again may put another time on it.
        if (met is { } entry && (entry.Moment != EventMoment.None || moment != EventMoment.None))
        {
            var known =
                entry.Moment == EventMoment.None
                    ? InRows(channel, entry.Moment, hash, source, sequence)
                    : InRuns(channel, [entry.Sequence], entry.Moment, hash, source, sequence);
            // Another id with the same hash hides what else there is.
            known ??=
                moment == EventMoment.None
                    ? null
                    : InRuns(channel, _memory.Sequences(second, hash, moment), moment, hash, source, sequence);
            if (known is { } claim)
            {
                return claim;
            }
        }

        if (moment == EventMoment.None || full)
        {
            if (AddRow(channel, source, hash, moment, sequence) is { } claim)
            {
                return claim;
            }

            if (moment != EventMoment.None)
            {
                return new(true, null);
            }
        }

        _memory.Add(second, new(hash, moment, sequence));
        return new(true, null);
    }

    // An imported year would otherwise push out the ids of now, of which a repeat may still come.
    private static bool IsLongAgo(LiveEvent source, long moment) =>
        source.Imported && moment != EventMoment.None && (source.ReceivedAt.Seconds * 1000) - moment > LongAgo;

    /// <summary>Writes what was gathered; once, before the transaction is committed.</summary>
    public void Flush() => _memory.Flush();

    public void Dispose()
    {
        _memory.Dispose();
        _add.Dispose();
        _find.Dispose();
        _event.Dispose();
        _move.Dispose();
    }

    // Null when it was added.
    private Claim? AddRow(long channel, LiveEvent source, long hash, long moment, long sequence)
    {
        // Most events are new, so this comes before any look.
        if (_add.Run(channel, moment, hash, 0, sequence, source.Revision) == 0)
        {
            if (InRows(channel, moment, hash, source, sequence) is { } known)
            {
                return known;
            }

            var slot = Rows(channel, moment, hash).Max(static r => r.Slot) + 1;
            _add.Run(channel, moment, hash, slot, sequence, source.Revision);
        }

        return null;
    }

    // Null when none of the rows is of this id.
    private Claim? InRows(long channel, long moment, long hash, LiveEvent source, long sequence)
    {
        foreach (var (slot, stored, revision) in Rows(channel, moment, hash))
        {
            if (Compare(stored, source, revision) is not { } claim)
            {
                continue;
            }

            if (claim.Accepted)
            {
                _move.Run(channel, moment, hash, slot, sequence, source.Revision);
            }

            return claim;
        }

        return null;
    }

    // Null when none of them is of this id. The newest first: it is the one that a later state replaces.
    private Claim? InRuns(long channel, List<long> sequences, long moment, long hash, LiveEvent source, long sequence)
    {
        for (var i = sequences.Count - 1; i >= 0; i--)
        {
            if (Compare(sequences[i], source, null) is not { } claim)
            {
                continue;
            }

            if (claim.Accepted)
            {
                _memory.Add(SeenSecond.For(channel, moment, sequence), new(hash, moment, sequence));
            }

            return claim;
        }

        return null;
    }

    // Null when the stored event has another id.
    private Claim? Compare(long stored, LiveEvent source, long? revision)
    {
        // Retention has removed it and left no id to compare with. It is taken for the same: two ids of one channel meet in 64 keyed
        // bits less often than a backfill repeats itself.
        if (Load(stored) is not { } earlier)
        {
            return new(false, null);
        }

        return earlier.Id != source.Id ? null
            : source.Revision > (revision ?? earlier.Revision) ? new(true, earlier)
            : new(false, null);
    }

    private List<(long Slot, long Sequence, long Revision)> Rows(long channel, long moment, long hash)
    {
        var found = new List<(long, long, long)>(1);
        using var rows = _find.Query(channel, moment, hash);
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
