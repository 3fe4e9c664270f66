using LiveIp.Bench.Load;
using LiveIp.Bench.Report;
using LiveIp.Host.Events;

namespace LiveIp.Bench.Ingest;

/// <summary>How fast events become durable, beside how fast SQLite alone takes them.</summary>
internal sealed class IngestBenchmark : IBenchmark
{
    /// <summary>Events per second of the platforms' clocks, over all feeds.</summary>
    public const double ShowSpeed = 50_000;

    private const int Events = 1_000_000;
    private const int Chunk = 166_665;
    private const int SteadyRate = 5_000;
    private const int SteadySeconds = 20;

    public string Name => "ingest";

    public string Description =>
        "three connections write batches of 1 to 50 into the durable log of a running host, de-duplicated, one gRPC client watching";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var chunk = run.Scale(Chunk);
        var chunks = Events / Chunk;
        run.Report.Note($"{chunks} chunks of {chunk:#,0} events; each is made before its time runs, and the second half of them counts.");
        run.Report.Note("A chunk's time ends when all of it is durable and the watching client has it.");

        var bare = Baseline.Run(chunks * chunk, chunk);
        run.Report.Add(new("baseline: bare inserts, same pragmas and groups", bare, "events/s"));

        await using (var host = await BenchHost.StartAsync(cancellationToken))
        {
            var rate = await SaturateAsync(host, null, chunks, chunk, new(TimeProvider.System), cancellationToken);
            run.Report.Add(new("the log, saturated, nobody watching", rate, "events/s"));
        }

        await using (var host = await BenchHost.StartAsync(cancellationToken))
        {
            var durable = new Latencies(TimeProvider.System);
            using var channel = host.Connect();
            await using var watcher = new WatcherClient(channel);
            var rate = await SaturateAsync(host, watcher, chunks, chunk, durable, cancellationToken);
            run.Report.Add(Figure.AtLeast("the log, saturated", rate, "events/s", 50_000));
            run.Report.Add(Figure.AtLeast("ratio to the baseline", rate / bare, "", 0.5));
            Report(run, "saturated", durable);
        }

        await using (var host = await BenchHost.StartAsync(cancellationToken))
        {
            var durable = new Latencies(TimeProvider.System);
            var rate = await SteadyLoad.RunAsync(host, SteadyRate, run.Scale(SteadySeconds), durable, cancellationToken);
            run.Report.Add(new($"steady load of {SteadyRate:#,0} events/s: accepted", rate, "events/s"));
            Report(run, "steady", durable);
        }
    }

    private static void Report(BenchRun run, string load, Latencies durable)
    {
        run.Report.Add(new($"{load}: from append to durable, p50", durable.Percentile(0.5), "ms"));
        run.Report.Add(new($"{load}: from append to durable, p99", durable.Percentile(0.99), "ms"));
    }

    // Events per second over the second half.
    private static async Task<double> SaturateAsync(
        BenchHost host,
        WatcherClient? watcher,
        int chunks,
        int chunk,
        Latencies durable,
        CancellationToken cancellationToken
    )
    {
        var feeds = Feed.Three(TimeProvider.System.GetUtcNow(), ShowSpeed);
        var elapsed = TimeSpan.Zero;
        for (var i = 0; i < chunks; i++)
        {
            var prepared = feeds.Select(f => f.Make(chunk / feeds.Length)).ToArray();
            var counts = i >= chunks / 2;
            var watch = Settled.Start();
            await Task.WhenAll(
                prepared.Select(batches =>
                    Task.Run(() => WriteAsync(host.Log, batches, counts ? durable : null, cancellationToken), cancellationToken)
                )
            );
            await host.Log.FlushAsync(cancellationToken);
            if (watcher is not null)
            {
                await watcher.ReachAsync((i + 1L) * chunk, cancellationToken);
            }

            if (counts)
            {
                elapsed += watch.Elapsed;
            }
        }

        if (watcher?.Fault is { } fault || host.Log.LastSequence != (long)chunks * chunk)
        {
            throw new InvalidOperationException($"The log did not take every event, or the watcher missed one ({watcher?.Fault}).");
        }

        return (chunks - (chunks / 2)) * (double)chunk / elapsed.TotalSeconds;
    }

    private static async Task WriteAsync(IEventLog log, List<LogBatch> batches, Latencies? durable, CancellationToken cancellationToken)
    {
        foreach (var batch in batches)
        {
            var started = TimeProvider.System.GetTimestamp();
            await log.AppendAsync(
                durable is null ? batch : batch with { Committed = (_, _) => durable.AddSince(started) },
                cancellationToken
            );
        }
    }
}
