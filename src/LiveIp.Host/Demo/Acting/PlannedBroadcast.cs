using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Acting;

/// <summary>The broadcast that the demo plans, goes live with and ends.</summary>
internal sealed class PlannedBroadcast(GrpcChannel channel)
{
    /// <summary>Long enough for a loaded machine, and for the host to look again where an answer was lost.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    public BroadcastService.BroadcastServiceClient Api { get; } = new(channel);

    /// <summary>"broadcasts/plan-{id}"; empty before it is planned.</summary>
    public string Name { get; set; } = "";

    /// <summary>Waits until it holds for every channel; the broadcast as it then is.</summary>
    /// <exception cref="TimeoutException">It did not in a minute; names each channel's state.</exception>
    /// <exception cref="InvalidOperationException">A channel has failed, and will not go on by itself.</exception>
    public async Task<Broadcast> UntilAsync(Predicate<BroadcastChannel> holds, string what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Within);
        Broadcast last = new();
        try
        {
            using var watch = Api.WatchBroadcast(new() { Name = Name }, cancellationToken: patience.Token);
            await foreach (var told in watch.ResponseStream.ReadAllAsync(patience.Token))
            {
                last = told.Broadcast;
                if (last.Channels.All(c => holds(c)))
                {
                    return last;
                }

                if (last.Channels.FirstOrDefault(static c => c.State == BroadcastChannel.Types.State.Failed) is { } failed)
                {
                    throw new InvalidOperationException($"{failed.Platform} failed: {failed.Problem.Message}");
                }
            }
        }
        catch (Exception error)
            when (patience.IsCancellationRequested
                && !cancellationToken.IsCancellationRequested
                && error is RpcException or OperationCanceledException
            )
        {
            throw new TimeoutException($"Not {what} after {Within.TotalSeconds:0} s: {States(last)}", error);
        }

        throw new InvalidOperationException($"The broadcast was over before it was {what}: {States(last)}");
    }

    private static string States(Broadcast broadcast) =>
        string.Join("; ", broadcast.Channels.Select(static c => $"{c.Platform}: {c.State}, {c.Problem?.Message}"));
}
