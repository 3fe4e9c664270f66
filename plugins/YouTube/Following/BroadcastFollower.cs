using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Follows one broadcast: chat, gifts and statistics side by side, until it is over.</summary>
internal sealed class BroadcastFollower(
    YouTubeClient api,
    ChatStreamClient streams,
    UnitQuota quota,
    YouTubeSettings settings,
    IConnection connection,
    OnlineReport online
)
{
    /// <summary>Returns when the broadcast is over, its end written.</summary>
    public async Task RunAsync(ChatCheckpoint followed, CancellationToken cancellationToken)
    {
        var broadcast = followed.Broadcast ?? "";
        using var sink = new EventSink(connection, followed);
        var gifts = new GiftReader(api, quota, sink, followed, connection.Clock);
        var responses = new ChatResponses(sink, gifts, broadcast, connection.Clock);
        var statistics = new StatisticsPoller(api, sink, connection, settings, quota, broadcast);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var counting = statistics.RunAsync(stop.Token);
        var giving = gifts.RunAsync(stop.Token);
        var reading = new ChatReading(streams, responses, online, connection, settings, quota, followed.PageToken, counting);
        var chatting = new ChatFollower(api, reading, online, connection, settings, quota, followed, counting).RunAsync(stop.Token);
        BroadcastEnd end;
        try
        {
            // The statistics may end first, and so may the gifts, which then have failed; the chat has the last word.
            var parts = new List<Task> { counting, giving, chatting };
            while (await Task.WhenAny(parts) is var done && done != chatting)
            {
                await done;
                parts.Remove(done);
            }

            end = await chatting;
            gifts.Complete();
            await giving;
            await statistics.FinishAsync(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            // Their failures are either the one that is on its way out, or the answer to being stopped.
            await Task.WhenAll(counting, giving, chatting).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        var ended = BroadcastStates.Ended(broadcast, end.Title, end.EndedAt, connection.Clock.GetUtcNow());
        await connection.WriteAsync([ended], new ChatCheckpoint { Ended = broadcast }.ToString(), cancellationToken);
    }
}
