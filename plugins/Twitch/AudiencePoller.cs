using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Twitch;

/// <summary>Reads viewers and followers every so often, beside the EventSub session.</summary>
internal sealed class AudiencePoller(AudienceClient audience, BroadcastTracker broadcasts, TwitchSettings settings, IConnection connection)
{
    /// <summary>Polls until cancelled. That a poll fails does not matter to the session, unless a person must sign in again.</summary>
    /// <exception cref="AdapterException">SignInRequired.</exception>
    public async Task RunAsync(Func<LiveEvent, ValueTask> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pause = settings.StreamPollInterval;
            try
            {
                await KeepUnreadableAsync(PollStreamAsync, write, cancellationToken);
                await KeepUnreadableAsync(PollFollowersAsync, write, cancellationToken);
            }
            catch (AdapterException e) when (e.Kind != FailureKind.SignInRequired)
            {
                connection.Logger.LogWarning("Viewers and followers could not be read: {Reason}", e.Message);
                pause = e.RetryAfter > pause ? e.RetryAfter.Value : pause;
            }

            await Task.Delay(pause, connection.Clock, cancellationToken);
        }
    }

    private async Task KeepUnreadableAsync(
        Func<Func<LiveEvent, ValueTask>, CancellationToken, Task> poll,
        Func<LiveEvent, ValueTask> write,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await poll(write, cancellationToken);
        }
        catch (UnreadableAnswerException e)
        {
            await write(VendorEvents.Unreadable(e, connection.Clock.GetUtcNow()));
        }
    }

    private async Task PollStreamAsync(Func<LiveEvent, ValueTask> write, CancellationToken cancellationToken)
    {
        var stream = await audience.GetStreamAsync(connection.Channel.Id, cancellationToken);
        if (broadcasts.Listed(stream?.Id) && stream is { Viewers: { } viewers })
        {
            await write(Samples.Gauge(MetricIds.ViewersConcurrent, viewers, stream.Id, connection.Clock.GetUtcNow()));
        }
    }

    private async Task PollFollowersAsync(Func<LiveEvent, ValueTask> write, CancellationToken cancellationToken)
    {
        var followers = await audience.GetFollowersAsync(connection.Channel.Id, cancellationToken);
        await write(Samples.Gauge(MetricIds.FollowersTotal, followers, broadcasts.Current, connection.Clock.GetUtcNow()));
    }
}
