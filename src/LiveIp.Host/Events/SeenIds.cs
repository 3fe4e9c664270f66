using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>
/// Which ids each channel has had, by hash: eight bytes of index instead of a text key that would halve the speed of writing. Two ids
/// may share a hash, so a hit is always compared with the id itself.
/// </summary>
internal sealed class SeenIds(SqliteConnection connection, Func<string, long> hash) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT slot, seq, revision FROM seen WHERE channel = $0 AND hash = $1", 2);
    private readonly Statement _event = new(connection, "SELECT bytes FROM events WHERE seq = $0", 1);
    private readonly Statement _add = new(connection, "INSERT INTO seen VALUES ($0, $1, $2, $3, $4)", 5);
    private readonly Statement _move = new(
        connection,
        "UPDATE seen SET seq = $3, revision = $4 WHERE channel = $0 AND hash = $1 AND slot = $2",
        5
    );

    /// <summary>What is known of the event's id.</summary>
    public Known Find(long channel, LiveEvent source)
    {
        var key = hash(source.Id);
        var rows = new List<(long Slot, long Sequence, long Revision)>(0);
        using (var reader = _find.Query(channel, key))
        {
            while (reader.Read())
            {
                rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
            }
        }

        foreach (var (slot, sequence, revision) in rows)
        {
            if (_event.Scalar(sequence) is not byte[] bytes)
            {
                return new(key, slot, (int)revision, null) { IsRemoved = true };
            }

            if (LiveEvent.Parser.ParseFrom(bytes) is var earlier && earlier.Id == source.Id)
            {
                return new(key, slot, (int)revision, earlier);
            }
        }

        return new(key, rows.Count == 0 ? 0 : rows.Max(static r => r.Slot) + 1, 0, null);
    }

    /// <summary>Remembers the event, now stored under <paramref name="sequence"/>.</summary>
    public void Remember(long channel, Known known, long sequence, int revision) =>
        (known.Earlier is null ? _add : _move).Run(channel, known.Hash, known.Slot, sequence, (long)revision);

    public void Dispose()
    {
        _find.Dispose();
        _event.Dispose();
        _add.Dispose();
        _move.Dispose();
    }

    /// <param name="Earlier">The last accepted event with this id; null when it is new.</param>
    internal readonly record struct Known(long Hash, long Slot, int Revision, LiveEvent? Earlier)
    {
        /// <summary>
        /// Retention has removed an event with this hash. There is no id left to compare with, so it is taken for the same: two ids of
        /// one channel meet in 64 keyed bits less often than a backfill repeats itself.
        /// </summary>
        public bool IsRemoved { get; init; }
    }
}
