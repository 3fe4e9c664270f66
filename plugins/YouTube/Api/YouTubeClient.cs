using System.Net;
using Google;
using Google.Apis.Http;
using Google.Apis.Requests;
using Google.Apis.Services;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>The REST calls that we make: each counted against the quota, each failure classified.</summary>
internal sealed partial class YouTubeClient : IDisposable
{
    public const int MaxMessages = 2000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static readonly string[] ActiveParts = ["id", "snippet", "status", "contentDetails"];
    private static readonly string[] BroadcastParts = ["id", "snippet", "status"];
    private static readonly string[] VideoParts = ["liveStreamingDetails", "statistics"];
    private static readonly string[] MessageParts = ["id", "snippet", "authorDetails"];

    private readonly YouTubeService _service;
    private readonly Lazy<YouTubeAnalyticsService> _analytics;
    private readonly UnitQuota _quota;
    private readonly TimeProvider _clock;

    /// <param name="settings">Where YouTube is.</param>
    /// <param name="context">The channel.</param>
    /// <param name="bot">Whose calls these are, where it is not the broadcaster.</param>
    public YouTubeClient(YouTubeSettings settings, IPlatformContext context, BotAccount? bot = null)
        : this(settings, context, new UnitQuota(context, settings), bot) { }

    /// <param name="settings">Where YouTube is.</param>
    /// <param name="context">The channel.</param>
    /// <param name="quota">What its calls are for.</param>
    /// <param name="bot">Whose calls these are, where it is not the broadcaster.</param>
    public YouTubeClient(YouTubeSettings settings, IPlatformContext context, UnitQuota quota, BotAccount? bot = null)
    {
        _quota = quota;
        _clock = context.Clock;
        var tokens = bot?.Tokens ?? context.Tokens;
        _service = new YouTubeService(Initializer(settings.RestBaseUri, tokens));
        // Only imports ask it.
        _analytics = new(() => new YouTubeAnalyticsService(Initializer(settings.AnalyticsBaseUri, tokens)));
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

    /// <summary>Writes a text in a chat; the id that the message has there.</summary>
    public async Task<string?> InsertTextAsync(string liveChatId, string text, CancellationToken cancellationToken)
    {
        var message = new LiveChatMessage
        {
            Snippet = new LiveChatMessageSnippet
            {
                LiveChatId = liveChatId,
                Type = "textMessageEvent",
                TextMessageDetails = new LiveChatTextMessageDetails { MessageText = text },
            },
        };
        var request = _service.LiveChatMessages.Insert(message, "snippet");
        var answer = await ExecuteAsync(QuotaCosts.ChatInsert, request, cancellationToken);
        return answer.Id is { } id && UnreadableSample.IsId(id) ? id : null;
    }

    /// <summary>Takes a message out of its chat.</summary>
    public Task DeleteMessageAsync(string id, CancellationToken cancellationToken) =>
        ExecuteAsync(QuotaCosts.ChatDelete, _service.LiveChatMessages.Delete(id), cancellationToken);

    /// <summary>Bans somebody from a chat; the id of the ban.</summary>
    /// <param name="seconds">Null: for good.</param>
    public async Task<string> BanAsync(string liveChatId, string channelId, ulong? seconds, CancellationToken cancellationToken)
    {
        var ban = new LiveChatBan
        {
            Snippet = new LiveChatBanSnippet
            {
                LiveChatId = liveChatId,
                Type = seconds is null ? "permanent" : "temporary",
                BanDurationSeconds = seconds,
                BannedUserDetails = new ChannelProfileDetails { ChannelId = channelId },
            },
        };
        var answer = await ExecuteAsync(QuotaCosts.BanInsert, _service.LiveChatBans.Insert(ban, "snippet"), cancellationToken);
        return answer.Id is { Length: > 0 and <= 512 } id
            ? id
            : throw new AdapterException(FailureKind.OutcomeUnknown, "YouTube's answer to a ban does not say which it is.");
    }

    /// <summary>Lifts a ban.</summary>
    public Task UnbanAsync(string id, CancellationToken cancellationToken) =>
        ExecuteAsync(QuotaCosts.BanDelete, _service.LiveChatBans.Delete(id), cancellationToken);

    public void Dispose()
    {
        _service.Dispose();
        if (_analytics.IsValueCreated)
        {
            _analytics.Value.Dispose();
        }
    }

    private static BaseClientService.Initializer Initializer(Uri baseUri, IAccessTokens tokens) =>
        new()
        {
            ApplicationName = "LiveIp",
            BaseUri = baseUri.AbsoluteUri,
            HttpClientInitializer = new HostCredential(tokens),
            HttpClientTimeout = Timeout,
            Serializer = new YouTubeSerializer(),
            // Trying again is the host's.
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        };

    private Task<T> ExecuteAsync<T>(string call, ClientServiceRequest<T> request, CancellationToken cancellationToken) =>
        CallAsync(call, request.HttpMethod != "GET", request.ExecuteAsync, cancellationToken);

    private async Task<T> CallAsync<T>(
        string call,
        bool acts,
        Func<CancellationToken, Task<T>> execute,
        CancellationToken cancellationToken
    )
    {
        _quota.Spend(call);
        try
        {
            return await execute(cancellationToken);
        }
        catch (GoogleApiException e) when (e.InnerException is UnreadableAnswerException unreadable)
        {
            throw new AdapterException(
                acts ? FailureKind.OutcomeUnknown : FailureKind.ProtocolChanged,
                $"YouTube's answer to {call} has another shape than documented.",
                innerException: unreadable
            );
        }
        catch (GoogleApiException e)
        {
            throw ApiErrors.Classify(call, e.HttpStatusCode, ReasonOf(e), _clock.GetUtcNow(), acts);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Lost(acts, $"YouTube did not answer {call} in time", e);
        }
        catch (HttpRequestException e)
        {
            throw Lost(acts && !ApiErrors.NeverLeft(e), $"YouTube could not be reached ({call})", e);
        }
    }

    private static AdapterException Lost(bool acts, string sentence, Exception e) =>
        acts
            ? new(FailureKind.OutcomeUnknown, $"{sentence}; whether it was done is not known.", innerException: e)
            : new(FailureKind.Transient, $"{sentence}.", innerException: e);

    private static string? ReasonOf(GoogleApiException e) =>
        ErrorBody.ReasonIn(e.Error?.ErrorResponseContent)
        ?? e.Error?.Errors?.FirstOrDefault()?.Reason
        // Not every refusal of a token carries a reason.
        ?? (e.HttpStatusCode == HttpStatusCode.Unauthorized ? "authError" : null);
}
