using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

// What YouTube tells of the past.
internal sealed partial class YouTubeClient
{
    /// <summary>Ids of one call, and results of one page.</summary>
    public const int MostVideos = 50;

    private static readonly string[] SearchParts = ["id"];
    private static readonly string[] PastParts = ["id", "snippet", "liveStreamingDetails", "statistics"];

    /// <summary>Videos that were live and are over, newest first.</summary>
    /// <param name="channelId">Whose.</param>
    /// <param name="span">When they were published.</param>
    /// <param name="pageToken">Null for the first page.</param>
    /// <param name="cancellationToken">Of the host.</param>
    public Task<SearchListResponse> SearchCompletedAsync(
        string channelId,
        HistoryWindow span,
        string? pageToken,
        CancellationToken cancellationToken
    )
    {
        var request = _service.Search.List(SearchParts);
        request.ChannelId = channelId;
        request.Type = "video";
        request.EventType = "completed";
        request.Order = "date";
        request.PublishedAfter = Rfc3339(span.From);
        request.PublishedBefore = Rfc3339(span.Until);
        request.MaxResults = MostVideos;
        request.PageToken = pageToken;
        return ExecuteAsync(QuotaCosts.Search, request, cancellationToken);
    }

    /// <summary>At most <see cref="MostVideos"/>; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<Video>> PastVideosAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var request = _service.Videos.List(PastParts);
        request.Id = new Google.Apis.Util.Repeatable<string>(ids);
        return [.. ((await ExecuteAsync("videos.list", request, cancellationToken)).Items ?? []).OfType<Video>()];
    }

    /// <summary>
    /// A report of the signed-in channel by video. The Analytics API has a quota of its own, by the minute, and costs none of the units.
    /// </summary>
    public Task<QueryResponse> ReportAsync(
        IReadOnlyList<string> videos,
        IReadOnlyList<string> metrics,
        DateOnly from,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var request = _analytics.Value.Query();
        request.Ids = "channel==MINE";
        request.StartDate = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        request.EndDate = until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        request.Metrics = string.Join(',', metrics);
        request.Dimensions = "video";
        request.Filters = $"video=={string.Join(',', videos)}";
        request.MaxResults = videos.Count;
        return CallAsync(QuotaCosts.Report, acts: false, request.ExecuteAsync, cancellationToken);
    }

    private static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
