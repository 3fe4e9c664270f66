using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Placement;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ConnectionService: how it goes with following each channel.</summary>
internal sealed class ConnectionServiceApi(
    ConnectionBoard board,
    IConnectionPlacement placement,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
) : ConnectionService.ConnectionServiceBase
{
    private static readonly TimeSpan CountersEvery = TimeSpan.FromSeconds(1);

    public override Task<ListConnectionsResponse> ListConnections(ListConnectionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListConnectionsResponse { Connections = { board.All() } });

    public override async Task WatchConnections(
        WatchConnectionsRequest request,
        IServerStreamWriter<WatchConnectionsResponse> responseStream,
        ServerCallContext context
    )
    {
        var sent = new Dictionary<string, Connection>(StringComparer.Ordinal);
        var first = true;
        // A watcher must not hold up the host's end.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        while (!either.IsCancellationRequested)
        {
            // Taken before reading: a change in between completes it. While a slow reader is written to, changes only
            // replace one another on the board.
            var changed = board.Changed;
            var news = News(sent);
            if (first || news.Count > 0)
            {
                await responseStream.WriteAsync(new WatchConnectionsResponse { Connections = { news } }, either.Token);
                first = false;
            }

            // States at once, counters every second.
            await changed.WaitAsync(CountersEvery, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override Task<RestartConnectionResponse> RestartConnection(RestartConnectionRequest request, ServerCallContext context)
    {
        if (ChannelRecord.IdOf(request.Channel) is null)
        {
            throw RpcErrors.InvalidArgument(("channel", "must be the name of a channel, channels/{id}"));
        }

        var known = board.Find(request.Channel) ?? throw ChannelServiceErrors.NoChannel(request.Channel);
        if (!placement.Restart(request.Channel))
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.ChannelNotEnabled, $"{request.Channel} is not followed; enable it first.");
        }

        return Task.FromResult(new RestartConnectionResponse { Connection = board.Find(request.Channel) ?? known });
    }

    private List<Connection> News(Dictionary<string, Connection> sent)
    {
        var news = new List<Connection>();
        var all = board.All();
        foreach (var now in all)
        {
            if (!sent.TryGetValue(now.Channel, out var before) || !SameButForSilence(before, now))
            {
                sent[now.Channel] = now;
                news.Add(now);
            }
        }

        foreach (var gone in sent.Keys.Except(all.Select(static c => c.Channel), StringComparer.Ordinal).ToList())
        {
            var last = sent[gone].Clone();
            (last.State, last.Detail, last.NextAttemptAt) = (ConnectionState.Stopped, "The channel was deleted.", null);
            sent.Remove(gone);
            news.Add(last);
        }

        return news;
    }

    /// <summary>Seconds of silence pass by themselves: clients count them from last_heard_at.</summary>
    private static bool SameButForSilence(Connection before, Connection now)
    {
        var aligned = before.Clone();
        aligned.SecondsSinceHeard = now.SecondsSinceHeard;
        return aligned.Equals(now);
    }
}
