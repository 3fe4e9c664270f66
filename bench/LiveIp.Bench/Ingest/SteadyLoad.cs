using LiveIp.Bench.Load;
using LiveIp.Bench.Report;
using LiveIp.Host.Events;

namespace LiveIp.Bench.Ingest;

/// <summary>Events at a fixed rate: each batch is due at a time that does not depend on how the ones before it fared.</summary>
internal static class SteadyLoad
{
    /// <summary>Runs it, one gRPC client watching, and returns the events per second that became durable.</summary>
    public static async Task<double> RunAsync(
        BenchHost host,
        int perSecond,
        int seconds,
        Latencies durable,
        CancellationToken cancellationToken
    )
    {
        using var channel = host.Connect();
        await using var watcher = new WatcherClient(channel);
        var feeds = Feed.Three(TimeProvider.System.GetUtcNow(), perSecond);
        var each = perSecond / feeds.Length;
        var prepared = feeds.Select(f => f.Stream(each * seconds)).ToArray();
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            prepared.Select(batches =>
                Task.Run(() => WriteAsync(host.Log, batches, each, started, durable, cancellationToken), cancellationToken)
            )
        );
        await host.Log.FlushAsync(cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var written = (long)each * seconds * feeds.Length;
        await watcher.ReachAsync(written, cancellationToken);
        return watcher.Fault is null
            ? written / elapsed.TotalSeconds
            : throw new InvalidOperationException($"The watcher missed an event: {watcher.Fault}");
    }

    /// <summary>Writes the batches of one feed as they become due.</summary>
    public static async Task WriteAsync(
        IEventLog log,
        IEnumerable<LogBatch> batches,
        double perSecond,
        long started,
        Latencies durable,
        CancellationToken cancellationToken
    )
    {
        var written = 0L;
        foreach (var batch in batches)
        {
            var due = TimeSpan.FromSeconds(written / perSecond);
            var wait = due - TimeProvider.System.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            var appended = TimeProvider.System.GetTimestamp();
            await log.AppendAsync(batch with { Committed = (_, _) => durable.AddSince(appended) }, cancellationToken);
            written += batch.Events.Count;
        }
    }
}
