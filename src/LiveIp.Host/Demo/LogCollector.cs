using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Demo;

/// <summary>Follows the log from its beginning over gRPC, shows it, and keeps it for the comparison.</summary>
internal sealed class LogCollector(GrpcChannel channel, DemoFeed feed)
{
    private readonly Lock _gate = new();
    private readonly List<LiveEvent> _events = [];
    private readonly ConcurrentDictionary<string, long> _viewers = new(StringComparer.Ordinal);

    /// <summary>Newest sample per platform.</summary>
    public IReadOnlyDictionary<string, long> Viewers => _viewers;

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

    private void Keep(LiveEvent e)
    {
        lock (_gate)
        {
            _events.Add(e);
        }

        if (e.Measurement is { Metric: MetricIds.ViewersConcurrent } viewers)
        {
            _viewers[e.Platform] = viewers.Gauge;
        }

        feed.Show(e);
    }
}
