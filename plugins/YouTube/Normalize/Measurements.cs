using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>video and channel statistics -> measurement. What YouTube leaves out is unknown, never zero.</summary>
internal static class Measurements
{
    public static IEnumerable<LiveEvent> Of(Video video, string broadcast, DateTimeOffset now)
    {
        if (video.LiveStreamingDetails?.ConcurrentViewers is { } viewers)
        {
            yield return Sample(MetricIds.ViewersConcurrent, broadcast, now, new Measurement { Gauge = Clamp(viewers) });
        }

        if (video.Statistics?.LikeCount is { } likes)
        {
            yield return Sample(MetricIds.Likes, broadcast, now, new Measurement { Total = Clamp(likes) });
        }
    }

    public static IEnumerable<LiveEvent> Of(Channel channel, string broadcast, DateTimeOffset now)
    {
        if (channel.Statistics is { SubscriberCount: { } followers } && channel.Statistics.HiddenSubscriberCount is not true)
        {
            yield return Sample(MetricIds.FollowersTotal, broadcast, now, new Measurement { Gauge = Clamp(followers) });
        }
    }

    private static LiveEvent Sample(string metric, string broadcast, DateTimeOffset now, Measurement measurement)
    {
        measurement.Metric = metric;
        return new LiveEvent
        {
            Id = $"{metric}:{now.ToUnixTimeMilliseconds()}",
            Broadcast = broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(now),
            Measurement = measurement,
        };
    }

    private static long Clamp(ulong value) => (long)Math.Min(value, long.MaxValue);
}
