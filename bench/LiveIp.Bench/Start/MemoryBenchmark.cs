using LiveIp.Bench.Load;
using LiveIp.Bench.Report;

namespace LiveIp.Bench.Start;

/// <summary>What a host needs, and whether that grows with what it has stored.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int Events = 1_000_000;
    private const int WarmUp = 100_000;

    public string Name => "memory";

    public string Description => "memory of the host's process after its start, and of a host in this process after a million events";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await using (var process = await HostProcess.StartAsync(cancellationToken))
        {
            run.Report.Add(new("the host's process, started, all plugins: resident", process.Resident, "MiB"));
        }

        await using var host = await BenchHost.StartAsync(cancellationToken);
        using var channel = host.Connect();
        await using var watcher = new WatcherClient(channel);
        var feeds = Feed.Three(TimeProvider.System.GetUtcNow(), 5_000);
        await WriteAsync(host, watcher, feeds, run.Scale(WarmUp), cancellationToken);
        var live = MemoryUse.Live();
        run.Report.Note("A host, its feeds and its watching client in this process:");
        run.Report.Add(new("after a hundred thousand events: objects in use", live, "MiB"));
        run.Report.Add(new("after a hundred thousand events: resident", MemoryUse.Resident(), "MiB"));
        await WriteAsync(host, watcher, feeds, run.Scale(Events), cancellationToken);
        run.Report.Add(new("after a million more: objects in use", MemoryUse.Live(), "MiB"));
        run.Report.Add(new("after a million more: resident", MemoryUse.Resident(), "MiB"));
        run.Report.Add(Figure.Below("growth of the objects in use", MemoryUse.Live() - live, "MiB", 16));
    }

    private static async Task WriteAsync(
        BenchHost host,
        WatcherClient watcher,
        Feed[] feeds,
        int events,
        CancellationToken cancellationToken
    )
    {
        await Task.WhenAll(
            feeds.Select(f =>
                Task.Run(
                    async () =>
                    {
                        foreach (var batch in f.Stream(events / feeds.Length))
                        {
                            await host.Log.AppendAsync(batch, cancellationToken);
                        }
                    },
                    cancellationToken
                )
            )
        );
        await host.Log.FlushAsync(cancellationToken);
        await watcher.ReachAsync(host.Log.LastSequence, cancellationToken);
    }
}
