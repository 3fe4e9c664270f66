using System.Net;
using Google;
using Google.Apis.Http;
using Google.Apis.Requests;
using Google.Apis.Services;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>The REST calls that we make: each counted against the quota, each failure classified.</summary>
internal sealed class YouTubeClient : IDisposable
{
    public const int MaxMessages = 2000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static readonly string[] ActiveParts = ["id", "snippet", "status", "contentDetails"];
    private static readonly string[] BroadcastParts = ["id", "snippet", "status"];
    private static readonly string[] VideoParts = ["liveStreamingDetails", "statistics"];
    private static readonly string[] MessageParts = ["id", "snippet", "authorDetails"];

    private readonly YouTubeService _service;
    private readonly UnitQuota _quota;
    private readonly TimeProvider _clock;

    public YouTubeClient(YouTubeSettings settings, IPlatformContext context)
    {
        _quota = new UnitQuota(context, settings);
        _clock = context.Clock;
        _service = new YouTubeService(
            new BaseClientService.Initializer
            {
                ApplicationName = "LiveIp",
                BaseUri = settings.RestBaseUri.AbsoluteUri,
                HttpClientInitializer = new HostCredential(context.Tokens),
                HttpClientTimeout = Timeout,
                Serializer = new YouTubeSerializer(),
                // Trying again is the host's.
                DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
            }
        );
    }

    /// <summary>The broadcasts of the signed-in account that are on air or in test.</summary>
    public async Task<IReadOnlyList<LiveBroadcast>> ActiveBroadcastsAsync(CancellationToken cancellationToken)
    {
        var request = _service.LiveBroadcasts.List(ActiveParts);
        request.BroadcastStatus = "active";
        // The default leaves out those that were started with "stream now".
        request.BroadcastType = "all";
        request.MaxResults = 50;
        var answer = await ExecuteAsync("liveBroadcasts.list", request, cancellationToken);
        return [.. WithId(answer.Items)];
    }

    /// <summary>Those that are there and say which they are, by an id that events can carry: a list may hold anything.</summary>
    internal static IEnumerable<LiveBroadcast> WithId(IEnumerable<LiveBroadcast?>? items) =>
        (items ?? []).OfType<LiveBroadcast>().Where(static b => b.Id is { } id && UnreadableSample.IsId(id));

    /// <summary>One broadcast, or null when there is none of this id.</summary>
    public async Task<LiveBroadcast?> BroadcastAsync(string id, CancellationToken cancellationToken)
    {
        var request = _service.LiveBroadcasts.List(BroadcastParts);
        request.Id = id;
        request.BroadcastType = "all";
        return (await ExecuteAsync("liveBroadcasts.list", request, cancellationToken)).Items?.FirstOrDefault();
    }

    /// <summary>The numbers of a broadcast, or null when the video is gone.</summary>
    public async Task<Video?> VideoAsync(string id, CancellationToken cancellationToken)
    {
        var request = _service.Videos.List(VideoParts);
        request.Id = id;
        return (await ExecuteAsync("videos.list", request, cancellationToken)).Items?.FirstOrDefault();
    }

    /// <summary>One channel, or null; <paramref name="choose"/> says which.</summary>
    public async Task<Channel?> ChannelAsync(string part, Action<ChannelsResource.ListRequest> choose, CancellationToken cancellationToken)
    {
        var request = _service.Channels.List(part);
        choose(request);
        return (await ExecuteAsync("channels.list", request, cancellationToken)).Items?.FirstOrDefault();
    }

    /// <summary>Messages of a chat, at most <see cref="MaxMessages"/>, from a page token on or the recent ones.</summary>
    public Task<LiveChatMessageListResponse> MessagesAsync(string liveChatId, string? pageToken, CancellationToken cancellationToken)
    {
        var request = _service.LiveChatMessages.List(liveChatId, MessageParts);
        request.MaxResults = MaxMessages;
        request.PageToken = pageToken;
        return ExecuteAsync(QuotaCosts.ChatList, request, cancellationToken);
    }

    public void Dispose() => _service.Dispose();

    private async Task<T> ExecuteAsync<T>(string call, ClientServiceRequest<T> request, CancellationToken cancellationToken)
    {
        _quota.Spend(call);
        try
        {
            return await request.ExecuteAsync(cancellationToken);
        }
        catch (GoogleApiException e) when (e.InnerException is UnreadableAnswerException unreadable)
        {
            throw new AdapterException(
                FailureKind.ProtocolChanged,
                $"YouTube's answer to {call} has another shape than documented.",
                innerException: unreadable
            );
        }
        catch (GoogleApiException e)
        {
            throw ApiErrors.Classify(call, e.HttpStatusCode, ReasonOf(e), _clock.GetUtcNow());
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, $"YouTube did not answer {call} in time.", innerException: e);
        }
        catch (HttpRequestException e)
        {
            throw new AdapterException(FailureKind.Transient, $"YouTube could not be reached ({call}).", innerException: e);
        }
    }

    private static string? ReasonOf(GoogleApiException e) =>
        ErrorBody.ReasonIn(e.Error?.ErrorResponseContent)
        ?? e.Error?.Errors?.FirstOrDefault()?.Reason
        // Not every refusal of a token carries a reason.
        ?? (e.HttpStatusCode == HttpStatusCode.Unauthorized ? "authError" : null);
}
