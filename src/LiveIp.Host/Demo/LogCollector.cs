using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.Host.Demo;

/// <summary>Follows the log from its beginning over gRPC, keeps it for the comparison, and shows it to whoever wants to see it.</summary>
internal sealed class LogCollector(GrpcChannel channel)
{
    private readonly Lock _gate = new();
    private readonly List<LiveEvent> _events = [];
    private readonly ConcurrentDictionary<string, long> _viewers = new(StringComparer.Ordinal);
    private TaskCompletionSource _grown = NewSignal();
    private volatile Action<LiveEvent>? _show;

    /// <summary>Newest sample per platform.</summary>
    public IReadOnlyDictionary<string, long> Viewers => _viewers;

    /// <summary>Shows from now on what comes in and belongs to the window; the gap of the night before does not.</summary>
    public void ShowOn(DemoFeed feed, ShowWindow window) =>
        _show = e =>
        {
            if (window.Contains(e))
            {
                feed.Show(e);
            }
        };

    public IReadOnlyList<LiveEvent> Snapshot()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var client = new EventService.EventServiceClient(channel);
        try
        {
            using var watch = client.WatchEvents(new WatchEventsRequest { AfterSequence = 0 }, cancellationToken: cancellationToken);
            await foreach (var response in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                foreach (var e in response.Events)
                {
                    Keep(e);
                }
            }
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // The show is over.
        }
    }

    /// <summary>Waits until each of the channels has such an event.</summary>
    /// <exception cref="TimeoutException">Names the channels that have none.</exception>
    public async Task WaitForEachAsync(
        IEnumerable<string> channels,
        string what,
        Func<LiveEvent, bool> fits,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var waiting = channels.ToHashSet(StringComparer.Ordinal);
        var start = TimeProvider.System.GetTimestamp();
        var read = 0;
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                waiting.ExceptWith(_events.Skip(read).Where(fits).Select(e => e.Channel));
                read = _events.Count;
                grown = _grown.Task;
            }

            if (waiting.Count == 0)
            {
                return;
            }

            var left = within - TimeProvider.System.GetElapsedTime(start);
            try
            {
                await grown.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"No {what} after {within.TotalSeconds:0} s from {string.Join(", ", waiting)}.", late);
            }
        }
    }

    private void Keep(LiveEvent e)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            _events.Add(e);
            (grown, _grown) = (_grown, NewSignal());
        }

        grown.SetResult();
        if (e.Measurement is { Metric: MetricIds.ViewersConcurrent } viewers)
        {
            _viewers[e.Platform] = viewers.Gauge;
        }

        _show?.Invoke(e);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
