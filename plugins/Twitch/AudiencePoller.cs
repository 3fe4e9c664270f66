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
                await PollAsync(write, cancellationToken);
            }
            catch (AdapterException e) when (e.Kind != FailureKind.SignInRequired)
            {
                connection.Logger.LogWarning("Viewers and followers could not be read: {Reason}", e.Message);
                pause = e.RetryAfter > pause ? e.RetryAfter.Value : pause;
            }

            await Task.Delay(pause, connection.Clock, cancellationToken);
        }
    }

    private async Task PollAsync(Func<LiveEvent, ValueTask> write, CancellationToken cancellationToken)
    {
        var channelId = connection.Channel.Id;
        var stream = await audience.GetStreamAsync(channelId, cancellationToken);
        if (broadcasts.Listed(stream?.Id) && stream is { Viewers: { } viewers and >= 0 })
        {
            await write(Samples.Gauge(MetricIds.ViewersConcurrent, viewers, stream.Id, connection.Clock.GetUtcNow()));
        }

        if (await audience.GetFollowersAsync(channelId, cancellationToken) is { } followers and >= 0)
        {
            await write(Samples.Gauge(MetricIds.FollowersTotal, followers, broadcasts.Current, connection.Clock.GetUtcNow()));
        }
    }
}
