using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.History;

/// <summary>A video that was a broadcast, and is over.</summary>
internal sealed record PastVideo
{
    public required string Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required string Title { get; init; }

    public required VideoStatistics? Statistics { get; init; }

    /// <summary>Null for what was never on air, or still is.</summary>
    public static PastVideo? Of(Video video) =>
        video.Id is { } id
        && UnreadableSample.IsId(id)
        && Timestamps.Parse(video.LiveStreamingDetails?.ActualStartTime) is { } start
        && Timestamps.Parse(video.LiveStreamingDetails?.ActualEndTime) is { } end
            ? new()
            {
                Id = id,
                StartedAt = start,
                EndedAt = end,
                Title = video.Snippet?.Title ?? "",
                Statistics = video.Statistics,
            }
            : null;

    /// <param name="analytics">What the Analytics API adds.</param>
    public PastBroadcast ToBroadcast(IReadOnlyList<PastMetric> analytics) =>
        new()
        {
            Id = Id,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            Title = Title,
            Metrics = [.. Likes(), .. analytics],
            Details = Details(),
        };

    // Hidden likes are unknown, and not zero.
    private IEnumerable<PastMetric> Likes() =>
        Statistics?.LikeCount is { } likes
            ?
            [
                new()
                {
                    Metric = MetricIds.Likes,
                    Value = (long)Math.Min(likes, long.MaxValue),
                    CountedLive = true,
                },
            ]
            : [];

    private string? Details()
    {
        var known = new (string Name, ulong? Value)[] { ("viewCount", Statistics?.ViewCount), ("commentCount", Statistics?.CommentCount) };
        var told = known.Where(static k => k.Value is not null).ToArray();
        return told.Length == 0
            ? null
            : $"{{{string.Join(',', told.Select(static k => string.Create(CultureInfo.InvariantCulture, $"\"{k.Name}\":{k.Value}")))}}}";
    }
}
