using Grpc.Core;
using LiveIp.Cli.Commands.Events;
using LiveIp.Cli.Connection;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>Follows deliveries over breaks of the connection and restarts of the host.</summary>
internal static class DeliveryWatch
{
    /// <summary>A delivery that is not tried again for longer is not waited for.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>Until <paramref name="told"/> says that it is enough.</summary>
    public static async Task FollowAsync(
        CommandRunner runner,
        HostConnection host,
        string post,
        Func<WatchDeliveriesResponse, Task<bool>> told,
        CancellationToken cancellationToken
    )
    {
        var request = new WatchDeliveriesRequest { Post = post };
        var reconnect = new Reconnect(runner);
        while (true)
        {
            var why = "the host ended the stream";
            try
            {
                using var call = host.Posts.WatchDeliveries(request, cancellationToken: cancellationToken);
                await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    await reconnect.SucceededAsync();
                    if (await told(response))
                    {
                        return;
                    }

                    // Behind the telling: what was not told is asked for again.
                    request.ResumeToken = response.ResumeToken;
                }
            }
            catch (RpcException error)
                when (!cancellationToken.IsCancellationRequested
                    && request.ResumeToken.Length > 0
                    && (reconnect.MayTryAgain(error) || IsStopping(error))
                )
            {
                why = error.StatusCode.ToString();
            }

            await reconnect.PauseAsync(why, cancellationToken);
        }
    }

    /// <summary>The deliveries of a post once nothing of it is on its way any more, or will be before a while.</summary>
    public static async Task<ListDeliveriesResponse> SettledAsync(
        CommandRunner runner,
        HostConnection host,
        string post,
        CancellationToken cancellationToken
    )
    {
        var now = new Dictionary<string, Delivery>(StringComparer.Ordinal);
        var order = new List<string>();
        await FollowAsync(
            runner,
            host,
            post,
            response =>
            {
                foreach (var delivery in response.Deliveries)
                {
                    if (now.TryAdd(delivery.Name, delivery))
                    {
                        order.Add(delivery.Name);
                    }

                    now[delivery.Name] = delivery;
                }

                return Task.FromResult(response.Current && now.Values.All(static d => DeliveryView.IsSettled(d) || WaitsLong(d)));
            },
            cancellationToken
        );
        return new ListDeliveriesResponse { Deliveries = { order.Select(n => now[n]) } };
    }

    // Said by the host itself, and so no break; whether it comes back is for the next tries to find out.
    private static bool IsStopping(RpcException error) => error.StatusCode == StatusCode.Unavailable && Failure.IsFromHost(error);

    private static bool WaitsLong(Delivery delivery) =>
        delivery is { State: DeliveryState.Pending, NextAttemptAt: { } next }
        && next.ToDateTimeOffset() - TimeProvider.System.GetUtcNow() > Soon;
}
