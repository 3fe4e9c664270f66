using System.Net.Http.Headers;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

// The calls that make, join, begin and end broadcasts.
internal sealed partial class YouTubeClient
{
    private const int MostListed = 50;

    private static readonly string[] ControlParts = ["id", "snippet", "status", "contentDetails"];
    private static readonly string[] StreamParts = ["id", "snippet", "cdn", "contentDetails", "status"];
    private static readonly string[] NewStreamParts = ["id", "snippet", "cdn", "contentDetails"];
    private static readonly string[] DetailParts = ["snippet", "status"];

    /// <summary>Of the signed-in account.</summary>
    /// <param name="status">"upcoming" or "active"</param>
    public async Task<IReadOnlyList<LiveBroadcast>> BroadcastsAsync(string status, CancellationToken cancellationToken)
    {
        var request = _service.LiveBroadcasts.List(ControlParts);
        request.BroadcastStatus = status;
        request.BroadcastType = "all";
        request.MaxResults = MostListed;
        return [.. WithId((await ExecuteAsync("liveBroadcasts.list", request, cancellationToken)).Items)];
    }

    /// <summary>With all that can be commanded of it; null when there is none of this id.</summary>
    public async Task<LiveBroadcast?> CommandedAsync(string id, CancellationToken cancellationToken)
    {
        var request = _service.LiveBroadcasts.List(ControlParts);
        request.Id = id;
        request.BroadcastType = "all";
        return (await ExecuteAsync("liveBroadcasts.list", request, cancellationToken)).Items?.FirstOrDefault();
    }

    public Task<LiveBroadcast> InsertAsync(LiveBroadcast broadcast, CancellationToken cancellationToken) =>
        ExecuteAsync("liveBroadcasts.insert", _service.LiveBroadcasts.Insert(broadcast, ControlParts), cancellationToken);

    /// <summary>Replaces snippet and status.</summary>
    public Task UpdateAsync(LiveBroadcast broadcast, CancellationToken cancellationToken) =>
        ExecuteAsync("liveBroadcasts.update", _service.LiveBroadcasts.Update(broadcast, DetailParts), cancellationToken);

    public Task BindAsync(string id, string stream, CancellationToken cancellationToken)
    {
        var request = _service.LiveBroadcasts.Bind(id, ControlParts);
        request.StreamId = stream;
        return ExecuteAsync("liveBroadcasts.bind", request, cancellationToken);
    }

    /// <param name="id">Of the broadcast.</param>
    /// <param name="to">"live" or "complete"</param>
    /// <param name="cancellationToken">Of the host.</param>
    public Task TransitionAsync(string id, string to, CancellationToken cancellationToken) =>
        ExecuteAsync("liveBroadcasts.transition", _service.LiveBroadcasts.Transition(to, id, ControlParts), cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        ExecuteAsync("liveBroadcasts.delete", _service.LiveBroadcasts.Delete(id), cancellationToken);

    public async Task<IReadOnlyList<LiveStream>> StreamsAsync(CancellationToken cancellationToken)
    {
        var request = _service.LiveStreams.List(StreamParts);
        request.Mine = true;
        request.MaxResults = MostListed;
        return [.. ((await ExecuteAsync("liveStreams.list", request, cancellationToken)).Items ?? []).OfType<LiveStream>()];
    }

    public Task<LiveStream> InsertAsync(LiveStream stream, CancellationToken cancellationToken) =>
        ExecuteAsync("liveStreams.insert", _service.LiveStreams.Insert(stream, NewStreamParts), cancellationToken);

    /// <summary>What a broadcast has as a video, or null.</summary>
    public async Task<VideoSnippet?> VideoSnippetAsync(string id, CancellationToken cancellationToken)
    {
        var request = _service.Videos.List("snippet");
        request.Id = id;
        return (await ExecuteAsync("videos.list", request, cancellationToken)).Items?.FirstOrDefault()?.Snippet;
    }

    public Task UpdateVideoAsync(string id, VideoSnippet snippet, CancellationToken cancellationToken) =>
        ExecuteAsync("videos.update", _service.Videos.Update(new Video { Id = id, Snippet = snippet }, "snippet"), cancellationToken);

    public async Task<IReadOnlyList<VideoCategory>> CategoriesAsync(string region, CancellationToken cancellationToken)
    {
        var request = _service.VideoCategories.List("snippet");
        request.RegionCode = region;
        return [.. ((await ExecuteAsync("videoCategories.list", request, cancellationToken)).Items ?? []).OfType<VideoCategory>()];
    }

    /// <summary>thumbnails.set, as a simple upload.</summary>
    public Task SetThumbnailAsync(string id, BroadcastThumbnail thumbnail, CancellationToken cancellationToken)
    {
        const string call = "thumbnails.set";
        return CallAsync(call, acts: true, SendAsync, cancellationToken);

        async Task<bool> SendAsync(CancellationToken ct)
        {
            var address = new Uri(
                new Uri(_service.BaseUri),
                $"upload/youtube/v3/thumbnails/set?uploadType=media&videoId={Uri.EscapeDataString(id)}"
            );
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(thumbnail.Content) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(thumbnail.MediaType);
            using var answer = await _service.HttpClient.SendAsync(request, ct);
            return answer.IsSuccessStatusCode
                ? true
                : throw ApiErrors.Classify(
                    call,
                    answer.StatusCode,
                    ErrorBody.ReasonIn(await answer.Content.ReadAsStringAsync(ct)),
                    _clock.GetUtcNow(),
                    acts: true
                );
        }
    }
}
