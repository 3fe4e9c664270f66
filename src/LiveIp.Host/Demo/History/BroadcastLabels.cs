using Grpc.Net.Client;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.Host.Demo.History;

/// <summary>Labels the newest broadcast as a creator would: over gRPC, once the host knows of it.</summary>
internal sealed class BroadcastLabels(GrpcChannel channel, TimeProvider time)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BroadcastService.BroadcastServiceClient _broadcasts = new(channel);

    /// <summary>Answers the broadcast as the host then has it.</summary>
    /// <exception cref="TimeoutException">The host tells of no broadcast that began in the window.</exception>
    public async Task<Broadcast> SetAsync(ShowWindow window, ShowLabels labels, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var newest = await _broadcasts.ListBroadcastsAsync(
                new ListBroadcastsRequest { PageSize = 1 },
                cancellationToken: cancellationToken
            );
            if (newest.Broadcasts is [var broadcast] && window.Contains(broadcast.StartTime.ToDateTimeOffset()))
            {
                var update = new UpdateBroadcastRequest { Name = broadcast.Name };
                foreach (var (factor, value) in labels.ToMap())
                {
                    update.Labels[factor] = value;
                }

                return (await _broadcasts.UpdateBroadcastAsync(update, cancellationToken: cancellationToken)).Broadcast;
            }

            if (time.GetElapsedTime(start) > Within)
            {
                throw new TimeoutException($"The host tells of no broadcast since {window.From:u}.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
