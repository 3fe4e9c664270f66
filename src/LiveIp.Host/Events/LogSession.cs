using LiveIp.Host.Events.Seen;
using LiveIp.Host.Metrics;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>
/// The writer's connection with its prepared statements and what it remembers. After any failure it is thrown away, with everything
/// that it believed about a transaction that did not happen.
/// </summary>
internal sealed class LogSession : IDisposable
{
    private static readonly long NotHeard = LogBatch.NotHeard.ToUnixTimeMilliseconds();

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, LoggedChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long First, long Last)> _minutes = [];
    private readonly List<StoredEvent> _written = [];
    private readonly SeenIds _seen;
    private readonly ChannelBlocks _blocks;
    private readonly SeriesWriter _series;
    private readonly Statement _findChannel;
    private readonly Statement _addChannel;
    private readonly Statement _markChannel;
    private readonly Statement _addEvent;
    private readonly Statement _addMinute;
    private readonly Statement _moveHead;
    private readonly Statement _begin;
    private readonly Statement _commit;

    private LogSession(SqliteConnection connection)
    {
        _connection = connection;
        using var head = connection.CreateCommand();
        head.CommandText = "SELECT log_id, hash_key, last_sequence FROM head";
        using (var row = head.ExecuteReader())
        {
            row.Read();
            LogId = row.GetString(0);
            HashKey = (byte[])row[1];
            LastSequence = row.GetInt64(2);
        }

        _seen = new(connection);
        _blocks = new(connection);
        _series = new(connection, KeyedHash.WithKey(HashKey));
        _findChannel = new(connection, "SELECT ref, platform FROM channels WHERE name = $0", 1);
        _addChannel = new(connection, "INSERT INTO channels (name, platform, heard_at) VALUES ($0, $1, $2) RETURNING ref", 3);
        _markChannel = new(
            connection,
            "UPDATE channels SET checkpoint = coalesce($1, checkpoint), heard_at = coalesce($2, heard_at) WHERE ref = $0",
            3
        );
        _addEvent = new(connection, "INSERT INTO events VALUES ($0, $1, $2, $3, $4)", 5);
        _addMinute = new(
            connection,
            """
            INSERT INTO received_minutes VALUES ($0, $1, $2)
            ON CONFLICT DO UPDATE SET first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)
            """,
            3
        );
        _moveHead = new(connection, "UPDATE head SET last_sequence = $0", 1);
        _begin = new(connection, "BEGIN IMMEDIATE", 0);
        _commit = new(connection, "COMMIT", 0);
    }

    public string LogId { get; }

    /// <summary>For the hashes of ids.</summary>
    public byte[] HashKey { get; }

    public long LastSequence { get; private set; }

    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public static LogSession Open(LogDatabase database)
    {
        var connection = database.OpenWriter();
        try
        {
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Every channel that is in the file.</summary>
    public IEnumerable<LoggedChannel> LoadChannels()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT ref, name, platform FROM channels";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2));
        }
    }

    /// <summary>One transaction with all of the batches. On an exception nothing of it happened, and the session is done.</summary>
    public Commit Write(IReadOnlyList<PreparedBatch> batches)
    {
        _begin.Run();
        var counts = new (int Accepted, int Dropped)[batches.Count];
        for (var i = 0; i < batches.Count; i++)
        {
            counts[i] = Write(batches[i]);
        }

        _seen.Flush();
        _series.Flush(LastSequence);
        foreach (var (minute, (first, last)) in _minutes)
        {
            _addMinute.Run(minute, first, last);
        }

        _minutes.Clear();
        _moveHead.Run(LastSequence);
        _commit.Run();
        StoredEvent[] written = [.. _written];
        _written.Clear();
        return new(LastSequence, counts, [.. _channels.Values], written);
    }

    /// <summary>Maintenance. On an exception nothing of it happened, and the session is done.</summary>
    public void Run(WriterJob job)
    {
        if (!job.InTransaction)
        {
            job.Work(_connection, LastSequence);
            return;
        }

        _begin.Run();
        job.Work(_connection, LastSequence);
        _commit.Run();
    }

    public void Dispose()
    {
        foreach (
            var part in (IDisposable[])
                [_seen, _blocks, _series, _findChannel, _addChannel, _markChannel, _addEvent, _addMinute, _moveHead, _begin, _commit]
        )
        {
            part.Dispose();
        }

        // Closing rolls back what was not committed.
        _connection.Dispose();
    }

    private (int Accepted, int Dropped) Write(PreparedBatch batch)
    {
        var channel = Channel(batch);
        var accepted = 0;
        foreach (var prepared in batch.Events)
        {
            var source = prepared.Event;
            var sequence = LastSequence + 1;
            var claim = _seen.Take(channel.Ref, source, prepared.Hash, prepared.Moment, sequence);
            if (!claim.Accepted)
            {
                continue;
            }

            LastSequence = sequence;
            var bytes = prepared.WithSequence(sequence);
            _addEvent.Run(sequence, channel.Ref, (long)source.BodyCase, batch.ReceivedAt, bytes);
            _written.Add(new(sequence, channel.Name, channel.Platform, source.BodyCase, bytes));
            if (claim.Earlier is { } earlier)
            {
                _series.Remove(channel.Ref, earlier);
            }

            _series.Add(channel.Ref, source, prepared.Facts);
            _blocks.Add(channel.Ref, sequence);
            Locate(batch.ReceivedAt / 60_000, sequence);
            accepted++;
        }

        // What was not heard (imported history) leaves the mark of a channel that was.
        _markChannel.Run(channel.Ref, batch.Checkpoint, batch.HeardAt == NotHeard ? (long?)null : batch.HeardAt);
        return (accepted, batch.Events.Count - accepted);
    }

    private LoggedChannel Channel(PreparedBatch batch)
    {
        if (_channels.TryGetValue(batch.Channel, out var known))
        {
            return known;
        }

        using (var reader = _findChannel.Query(batch.Channel))
        {
            if (reader.Read())
            {
                return _channels[batch.Channel] = new(reader.GetInt64(0), batch.Channel, reader.GetString(1));
            }
        }

        var reference = _addChannel.Scalar(batch.Channel, batch.Platform, batch.HeardAt)!.Value;
        return _channels[batch.Channel] = new(reference, batch.Channel, batch.Platform);
    }

    private void Locate(long minute, long sequence) =>
        _minutes[minute] = (_minutes.TryGetValue(minute, out var range) ? range.First : sequence, sequence);

    /// <summary>What one transaction made durable.</summary>
    internal sealed record Commit(
        long LastSequence,
        IReadOnlyList<(int Accepted, int Dropped)> Counts,
        IReadOnlyList<LoggedChannel> Channels,
        IReadOnlyList<StoredEvent> Events
    );
}
