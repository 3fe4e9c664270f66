using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo;

/// <summary>Follows the states of the connections and tells of each outage with its length, also of those that leave no gap.</summary>
internal sealed class OutageWatch(GrpcChannel channel, DemoFeed feed, TimeProvider clock)
{
    private readonly Dictionary<string, long> _lostAt = new(StringComparer.Ordinal);

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            var client = new ConnectionService.ConnectionServiceClient(channel);
            using var watch = client.WatchConnections(new WatchConnectionsRequest(), cancellationToken: cancellationToken);
            await foreach (var response in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                foreach (var connection in response.Connections)
                {
                    Take(connection);
                }
            }
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // The show is over.
        }
    }

    private void Take(Connection connection)
    {
        var online = connection.State == ConnectionState.Online;
        if (!online && _lostAt.TryAdd(connection.Channel, clock.GetTimestamp()))
        {
            feed.ShowLost(connection);
        }
        else if (online && _lostAt.Remove(connection.Channel, out var since))
        {
            feed.ShowBack(connection.Platform, clock.GetElapsedTime(since));
        }
    }
}
