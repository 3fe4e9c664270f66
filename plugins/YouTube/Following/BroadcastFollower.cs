using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Follows one broadcast: chat, gifts and statistics side by side, until it is over.</summary>
internal sealed class BroadcastFollower(
    YouTubeClient api,
    ChatStreamClient streams,
    QuotaLedger quota,
    YouTubeSettings settings,
    IConnection connection,
    OnlineReport online
)
{
    /// <summary>How long the chat may still bring its last messages after the statistics told the end.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the broadcast is over, its end written.</summary>
    public async Task RunAsync(ChatCheckpoint followed, CancellationToken cancellationToken)
    {
        var broadcast = followed.Broadcast ?? "";
        using var sink = new EventSink(connection, followed);
        var gifts = new GiftReader(api, sink, followed, connection.Clock);
        var responses = new ChatResponses(sink, gifts, broadcast, connection.Clock);
        var reading = new ChatReading(streams, responses, online, connection, settings, quota, followed.PageToken);
        var chat = new ChatFollower(api, reading, online, connection, settings, followed);
        var statistics = new StatisticsPoller(api, sink, connection, settings, quota, broadcast);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<BroadcastEnd>[] parts = [chat.RunAsync(stop.Token), statistics.RunAsync(stop.Token)];
        var giving = gifts.RunAsync(stop.Token);
        BroadcastEnd end;
        try
        {
            end = await FirstAsync(parts, giving, cancellationToken);
            gifts.Complete();
            await giving;
        }
        finally
        {
            await stop.CancelAsync();
            // Their failures are either the one that is on its way out, or the answer to being stopped.
            await Task.WhenAll([.. parts, giving]).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        var ended = BroadcastStates.Ended(broadcast, end.Title, end.EndedAt, connection.Clock.GetUtcNow());
        await connection.WriteAsync([ended], new ChatCheckpoint { Ended = broadcast }.ToString(), cancellationToken);
    }

    private async Task<BroadcastEnd> FirstAsync(Task<BroadcastEnd>[] parts, Task giving, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny([.. parts, giving]);
        if (first == giving)
        {
            // It ends only by failing as long as nobody completed it.
            await giving;
        }

        var end = await (Task<BroadcastEnd>)first;
        if (first == parts[1])
        {
            await Task.WhenAny(parts[0], Task.Delay(LastWords, connection.Clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return end;
    }
}
