using Google.Protobuf;
using LiveIp.Bench.Load;
using LiveIp.Host.Events;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Bench.Ingest;

/// <summary>
/// As fast as SQLite takes the same bytes with nothing around it: the log's pragmas, its batches in transactions of its group size, one
/// prepared statement, one table without an index. Serialized beforehand.
/// </summary>
internal static class Baseline
{
    private const string Sql = "INSERT INTO events VALUES ($seq, $channel, $kind, $received, $bytes)";

    private static readonly string[] Names = ["$seq", "$channel", "$kind", "$received", "$bytes"];

    /// <summary>Events per second over the second half of <paramref name="events"/>.</summary>
    public static double Run(int events, int chunk)
    {
        using var directory = new WorkDirectory();
        using var connection = new SqliteConnection($"Data Source={directory.File("baseline.db")};Pooling=False");
        connection.Open();
        Execute(connection, LogDatabase.WriterPragmas);
        Execute(connection, "CREATE TABLE events (seq INTEGER, channel INTEGER, kind INTEGER, received_at INTEGER, bytes BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = Sql;
        var parameters = Names.Select(name => insert.Parameters.Add(new SqliteParameter { ParameterName = name })).ToArray();

        var feeds = Feed.Three(TimeProvider.System.GetUtcNow(), IngestBenchmark.ShowSpeed);
        var elapsed = TimeSpan.Zero;
        var sequence = 0L;
        for (var done = 0; done < events; done += chunk)
        {
            var batches = Prepare(feeds, chunk);
            var watch = Settled.Start();
            Insert(connection, insert, parameters, batches, ref sequence);
            if (done >= events / 2)
            {
                elapsed += watch.Elapsed;
            }
        }

        return events / 2 / elapsed.TotalSeconds;
    }

    private static void Insert(
        SqliteConnection connection,
        SqliteCommand insert,
        SqliteParameter[] parameters,
        List<Row[]> batches,
        ref long sequence
    )
    {
        var group = new EventLogSettings().GroupSize;
        for (var next = 0; next < batches.Count; )
        {
            Execute(connection, "BEGIN IMMEDIATE");
            for (var events = 0; events < group && next < batches.Count; next++)
            {
                foreach (var row in batches[next])
                {
                    parameters[0].Value = ++sequence;
                    parameters[1].Value = row.Channel;
                    parameters[2].Value = row.Kind;
                    parameters[3].Value = row.ReceivedAt;
                    parameters[4].Value = row.Bytes;
                    insert.ExecuteNonQuery();
                }

                events += batches[next].Length;
            }

            Execute(connection, "COMMIT");
        }
    }

    // The three feeds in turn, as three connections that write equally fast.
    private static List<Row[]> Prepare(Feed[] feeds, int chunk)
    {
        var queues = feeds.Select(f => new Queue<LogBatch>(f.Make(chunk / feeds.Length))).ToArray();
        var rows = new List<Row[]>();
        while (queues.Any(static q => q.Count > 0))
        {
            for (var i = 0; i < queues.Length; i++)
            {
                if (queues[i].TryDequeue(out var batch))
                {
                    var channel = i;
                    rows.Add([
                        .. batch.Events.Select(e =>
                        {
                            e.Channel = batch.Channel;
                            e.Platform = batch.Platform;
                            e.ReceivedAt = e.OccurredAt;
                            e.Sequence = 1_000_000;
                            return new Row(channel, (long)e.BodyCase, batch.HeardAt.ToUnixTimeMilliseconds(), e.ToByteArray());
                        }),
                    ]);
                }
            }
        }

        return rows;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private readonly record struct Row(long Channel, long Kind, long ReceivedAt, byte[] Bytes);
}
