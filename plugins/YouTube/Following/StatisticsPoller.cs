using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Normalize;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Reads viewers, likes and subscribers of one broadcast until YouTube says that it ended.</summary>
internal sealed class StatisticsPoller(
    YouTubeClient api,
    EventSink sink,
    IConnection connection,
    YouTubeSettings settings,
    UnitQuota quota,
    string broadcast
)
{
    /// <summary>Rounds that may fail one after another: a hiccup of the numbers is no reason to interrupt the chat.</summary>
    private const int MaxFailures = 3;

    private volatile bool _sawEnd;

    public async Task<BroadcastEnd> RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                if (await ReadAsync(cancellationToken) is { } end)
                {
                    return end;
                }

                failures = 0;
            }
            catch (AdapterException e) when (e.InnerException is UnreadableAnswerException unreadable)
            {
                // Numbers that cannot be read are no reason to interrupt the chat, however long it lasts.
                await KeepAsync(unreadable, cancellationToken);
            }
            catch (AdapterException e) when (e.Reason == QuotaBucket.Spent)
            {
                // By our own count. The chat may go on; the numbers wait until there are units again.
            }
            catch (AdapterException e) when (IsHiccup(e) && ++failures < MaxFailures)
            {
                connection.Logger.LogWarning("Statistics could not be read: {Problem}", e.Message);
            }

            await Task.Delay(quota.PaceStatistics(settings.StatisticsInterval), connection.Clock, cancellationToken);
        }
    }

    /// <summary>The last look at a broadcast that the chat says is over, unless the end was seen here already.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_sawEnd)
            {
                await ReadAsync(cancellationToken);
            }
        }
        catch (AdapterException e) when (e.InnerException is UnreadableAnswerException unreadable)
        {
            await KeepAsync(unreadable, cancellationToken);
        }
        catch (AdapterException e) when (IsHiccup(e) || e.Reason == QuotaBucket.Spent)
        {
            connection.Logger.LogWarning("The last statistics could not be read: {Problem}", e.Message);
        }
    }

    private static bool IsHiccup(AdapterException e) =>
        e.Kind is FailureKind.Transient || e is { Kind: FailureKind.RateLimited, RetryAfter: null };

    private Task KeepAsync(UnreadableAnswerException answer, CancellationToken cancellationToken) =>
        sink.WriteAsync(
            [VendorEvents.Unreadable("statistics", answer.Answer, answer.Message, broadcast, connection.Clock.GetUtcNow())],
            cancellationToken
        );

    private async Task<BroadcastEnd?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await api.VideoAsync(broadcast, cancellationToken) is { } video)
        {
            // Also of a broadcast that is over: its counters stand still now, and the last look must not miss what came since.
            await sink.WriteAsync([.. Measurements.Of(video, broadcast, connection.Clock.GetUtcNow())], cancellationToken);
            if (video.LiveStreamingDetails?.ActualEndTime is { } endedAt)
            {
                _sawEnd = true;
                return new BroadcastEnd(null, endedAt);
            }
        }

        if (await api.ChannelAsync("statistics", r => r.Id = connection.Channel.Id, cancellationToken) is { } channel)
        {
            await sink.WriteAsync([.. Measurements.Of(channel, broadcast, connection.Clock.GetUtcNow())], cancellationToken);
        }

        return null;
    }
}
