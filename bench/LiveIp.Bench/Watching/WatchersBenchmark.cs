using LiveIp.Bench.Ingest;
using LiveIp.Bench.Load;
using LiveIp.Bench.Report;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Bench.Watching;

/// <summary>Whether many watchers, one of them dead to the world, each get everything soon.</summary>
internal sealed class WatchersBenchmark : IBenchmark
{
    private const int Watchers = 100;
    private const int PerChannel = 11;
    private const int Rate = 1_000;
    private const int Seconds = 60;

    public string Name => "watchers";

    public string Description => $"{Watchers} gRPC watchers at {Rate:#,0} events/s for {Seconds} s, one of which never reads";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        run.Report.Note(
            "Host and clients share this process and its cores; the time to receipt counts from the host's stamp on acceptance."
        );
        await using var host = await BenchHost.StartAsync(cancellationToken);
        using var dead = host.Connect();
        using var stalled = new EventService.EventServiceClient(dead).WatchEvents(
            new WatchEventsRequest { AfterSequence = 0 },
            cancellationToken: cancellationToken
        );

        var receipt = new Latencies(TimeProvider.System);
        var channels = Enumerable.Range(0, (Watchers - 1) / PerChannel).Select(_ => host.Connect()).ToArray();
        WatcherClient[] watchers =
        [
            .. Enumerable
                .Range(0, Watchers - 1)
                .Select(i => new WatcherClient(
                    channels[i % channels.Length],
                    item => receipt.Add(TimeProvider.System.GetUtcNow() - item.ReceivedAt.ToDateTimeOffset())
                )),
        ];
        try
        {
            await MeasureAsync(run, host, watchers, receipt, cancellationToken);
        }
        finally
        {
            foreach (var watcher in watchers)
            {
                await watcher.DisposeAsync();
            }

            foreach (var channel in channels)
            {
                channel.Dispose();
            }
        }
    }

    private static async Task MeasureAsync(
        BenchRun run,
        BenchHost host,
        WatcherClient[] watchers,
        Latencies receipt,
        CancellationToken cancellationToken
    )
    {
        var seconds = run.Scale(Seconds);
        var feeds = Feed.Three(TimeProvider.System.GetUtcNow(), Rate);
        // The first tenth is for what grows once: compiled code, buffers, the newest events in memory.
        var written = await FillHeadAsync(host, feeds[0], cancellationToken);
        written += await WriteAsync(host, feeds, Math.Max(10, seconds / 6), cancellationToken);
        await Task.WhenAll(watchers.Select(w => w.ReachAsync(written, cancellationToken)));
        receipt.Clear();
        var (live, resident) = (MemoryUse.Live(), MemoryUse.Resident());

        written += await WriteAsync(host, feeds, seconds, cancellationToken);
        await Task.WhenAll(watchers.Select(w => w.ReachAsync(written, cancellationToken)));

        var complete = watchers.Count(w => w.Fault is null && w.Received == written);
        run.Report.Add(new("events written", written, "events"));
        run.Report.Add(Figure.AtLeast("watchers that got every event, in order, once", complete, "of 99", watchers.Length));
        run.Report.Add(new("from append to receipt, p50", receipt.Percentile(0.5), "ms"));
        run.Report.Add(Figure.Below("from append to receipt, p99", receipt.Percentile(0.99), "ms", 100));
        run.Report.Add(new("objects in use, at start", live, "MiB"));
        run.Report.Add(Figure.Below("objects in use, growth to the end", MemoryUse.Live() - live, "MiB", 8));
        run.Report.Add(new("resident, at start", resident, "MiB"));
        run.Report.Add(new("resident, growth to the end", MemoryUse.Resident() - resident, "MiB"));
        foreach (var fault in watchers.Select(static w => w.Fault).OfType<string>().Distinct())
        {
            run.Report.Note(fault);
        }
    }

    // As many as stay in memory, as fast as the log takes them.
    private static async Task<long> FillHeadAsync(BenchHost host, Feed feed, CancellationToken cancellationToken)
    {
        foreach (var batch in feed.Stream(LogHead.Capacity))
        {
            await host.Log.AppendAsync(batch, cancellationToken);
        }

        await host.Log.FlushAsync(cancellationToken);
        return host.Log.LastSequence;
    }

    private static async Task<long> WriteAsync(BenchHost host, Feed[] feeds, int seconds, CancellationToken cancellationToken)
    {
        var each = (double)Rate / feeds.Length;
        var started = TimeProvider.System.GetTimestamp();
        var durable = new Latencies(TimeProvider.System);
        var before = host.Log.LastSequence;
        await Task.WhenAll(
            feeds.Select(f =>
                Task.Run(
                    () => SteadyLoad.WriteAsync(host.Log, f.Stream((int)(each * seconds)), each, started, durable, cancellationToken),
                    cancellationToken
                )
            )
        );
        await host.Log.FlushAsync(cancellationToken);
        return host.Log.LastSequence - before;
    }
}
