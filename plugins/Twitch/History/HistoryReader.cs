using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch.History;

/// <summary>
/// Past streams by their recordings, as long as Twitch keeps them, with the views of their clips. Of viewers, chat and follows of the
/// past Helix tells nothing.
/// </summary>
internal sealed class HistoryReader(VideosClient videos, TimeProvider clock)
{
    public async Task<HistoryPage> ReadAsync(HistoryWindow window, string? cursor, CancellationToken cancellationToken)
    {
        var (archives, after) = await videos.ArchivesAsync(cursor, cancellationToken);
        var told = archives.Select(Read).OfType<Archive>().ToArray();
        var past = told.Where(a => a.StartedAt >= window.From && a.StartedAt < window.Until).ToArray();
        var notes = new List<HistoryNote>();
        // Null: not known.
        IReadOnlyDictionary<string, long>? views = null;
        if (past.Length > 0)
        {
            // Up to now: of a recording clips are made as long as it is there.
            (views, var more) = await videos.ClipViewsAsync(past.Min(static a => a.StartedAt), clock.GetUtcNow(), cancellationToken);
            if (more)
            {
                // Those that were cut off may be of any of the recordings, so none has a sum.
                views = null;
                notes.Add(
                    new()
                    {
                        Id = "more_than_1000_clips",
                        Text =
                            "Twitch lists about 1,000 clips of a time, those with the most views. There are more, so clip views are left out for some broadcasts.",
                        TextZh = "Twitch 在一段时间内约列出 1000 个剪辑（按观看数排序）；实际剪辑更多，因此部分直播未导入剪辑观看数。",
                    }
                );
            }
        }

        return new()
        {
            Broadcasts = [.. past.Select(a => a.ToBroadcast(views?.GetValueOrDefault(a.VideoId)))],
            // Newest first: behind the first that is too old, all are.
            Next = told.Any(a => a.StartedAt < window.From) ? null : after,
            Notes = notes,
        };
    }

    private static Archive? Read(JsonElement video) =>
        video.Text("id") is { Length: > 0 } id
        && video.Time("created_at") is { } start
        && ArchiveDuration.Parse(video.Text("duration")) is { } length
            ? new()
            {
                VideoId = id,
                StreamId = video.Text("stream_id"),
                StartedAt = start,
                EndedAt = start + length,
                Title = video.Text("title"),
                Views = video.Whole("view_count"),
            }
            : null;

    private sealed record Archive
    {
        public required string VideoId { get; init; }

        /// <summary>Under which the stream was told of live; empty for old recordings.</summary>
        public required string StreamId { get; init; }

        public required DateTimeOffset StartedAt { get; init; }

        public required DateTimeOffset EndedAt { get; init; }

        public required string Title { get; init; }

        public required long? Views { get; init; }

        /// <param name="clipViews">Null: not known.</param>
        public PastBroadcast ToBroadcast(long? clipViews) =>
            new()
            {
                Id = StreamId.Length > 0 ? StreamId : VideoId,
                OtherIds = [VideoId],
                StartedAt = StartedAt,
                EndedAt = EndedAt,
                Title = Title,
                Metrics = clipViews is { } spread ? [new() { Metric = MetricIds.SpreadViews, Value = spread }] : [],
                Details = Views is { } views ? string.Create(CultureInfo.InvariantCulture, $"{{\"view_count\":{views}}}") : null,
            };
    }
}
