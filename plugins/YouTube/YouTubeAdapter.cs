using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.Plugins.YouTube.Normalize;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.YouTube;

/// <summary>Follows one YouTube channel, from broadcast to broadcast.</summary>
internal sealed partial class YouTubeAdapter(YouTubeSettings settings, LiveChats chats)
    : IPlatformAdapter,
        IOAuthPlatform,
        IQuotaPlatform,
        ISignInCheck
{
    private const string YouTubeScope = "https://www.googleapis.com/auth/youtube";

    /// <inheritdoc/>
    public OAuthClient OAuth =>
        new()
        {
            TokenUri = settings.TokenUri,
            ClientId = settings.ClientId,
            ClientSecret = string.IsNullOrEmpty(settings.ClientSecret) ? null : settings.ClientSecret,
            // It reads as well, and the reports of the Analytics API too.
            Scopes = [YouTubeScope],
            AuthorizationUri = settings.AuthorizationUri,
            // Google gives a refresh token for offline access alone, and a second one only when the person is asked again.
            AuthorizationParameters = new Dictionary<string, string> { ["access_type"] = "offline", ["prompt"] = "consent" },
            RevocationUri = settings.RevocationUri,
        };

    /// <inheritdoc/>
    public IReadOnlyList<QuotaBucket> QuotaBuckets =>
        [UnitQuota.Declare(settings), UnitQuota.DeclareSearches(), UnitQuota.DeclareUploads()];

    /// <inheritdoc/>
    public async Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken)
    {
        var address =
            ChannelAddress.Parse(input)
            ?? throw new AdapterException(
                FailureKind.NotFound,
                "That is no YouTube channel: give its id (UC…), its handle (@…), its address, or nothing for the account that is signed in."
            );
        using var api = Client(context);
        return await IdentifyAsync(api, address.Choose, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SignInReport> CheckSignInAsync(
        IReadOnlyList<string>? granted,
        IPlatformContext context,
        CancellationToken cancellationToken
    )
    {
        // On Google's consent screen each right can be left out; then calls would fail one by one, with other words.
        IReadOnlyList<string> missing = granted is null ? [] : [.. OAuth.Scopes.Except(granted, StringComparer.Ordinal)];
        if (missing.Count > 0 && granted!.All(static s => !s.Contains("/auth/youtube", StringComparison.Ordinal)))
        {
            throw new AdapterException(FailureKind.SignInRequired, "The sign-in does not allow LiveIp anything on YouTube.")
            {
                SignIn = SignInFailure.MissingScope,
            };
        }

        using var api = Client(context);
        var channel = await IdentifyAsync(api, static request => request.Mine = true, cancellationToken);
        return new SignInReport
        {
            AccountId = channel.Id,
            AccountName = channel.DisplayName,
            Channel = channel,
            Scopes = granted ?? [],
            MissingScopes = missing,
        };
    }

    /// <inheritdoc/>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var api = Client(connection);
        using var streams = new ChatStreamClient(settings.StreamAddress);
        var online = new OnlineReport(connection, settings.MaxSilence);
        var follower = new BroadcastFollower(api, streams, new UnitQuota(connection, settings), settings, connection, online);
        var at = ChatCheckpoint.Parse(connection.Checkpoint);
        while (true)
        {
            if (string.IsNullOrEmpty(at.Broadcast))
            {
                at = await WaitForBroadcastAsync(api, online, connection, at.Ended, cancellationToken);
            }

            chats.Set(connection.Channel.Id, at.Chat);
            await follower.RunAsync(at, cancellationToken);
            chats.Set(connection.Channel.Id, chat: null);
            at = new ChatCheckpoint { Ended = at.Broadcast };
        }
    }

    private YouTubeClient Client(IPlatformContext context) => new(settings, context);

    private static async Task<ChannelIdentity> IdentifyAsync(
        YouTubeClient api,
        Action<ChannelsResource.ListRequest> choose,
        CancellationToken cancellationToken
    )
    {
        var channel = await api.ChannelAsync("snippet", choose, cancellationToken);
        if (channel?.Id is not { Length: > 0 } id)
        {
            throw new AdapterException(
                FailureKind.NotFound,
                "YouTube has no such channel. If the account is new, create its channel on YouTube first."
            );
        }

        return new ChannelIdentity
        {
            Id = id,
            DisplayName = channel.Snippet?.Title ?? id,
            Uri = new Uri($"https://www.youtube.com/channel/{id}"),
        };
    }

    private async Task<ChatCheckpoint> WaitForBroadcastAsync(
        YouTubeClient api,
        OnlineReport online,
        IConnection connection,
        string? ended,
        CancellationToken cancellationToken
    )
    {
        // Waiting longer than the host allows silence for would look like a stall.
        var half = settings.MaxSilence / 2;
        var interval = settings.BroadcastPollInterval < half ? settings.BroadcastPollInterval : half;
        while (true)
        {
            var active = await api.ActiveBroadcastsAsync(cancellationToken);
            online.Report(Continuity.FromNow);
            connection.ReportHeard();
            if (Choose(active, ended, connection) is { } broadcast)
            {
                var found = new ChatCheckpoint { Broadcast = broadcast.Id, Chat = broadcast.Snippet?.LiveChatId };
                var started = BroadcastStates.Started(broadcast, connection.Clock.GetUtcNow());
                await connection.WriteAsync([started], found.ToString(), cancellationToken);
                return found;
            }

            await Task.Delay(interval, connection.Clock, cancellationToken);
        }
    }

    private static LiveBroadcast? Choose(IReadOnlyList<LiveBroadcast> active, string? ended, IConnection connection)
    {
        if (active.Count > 0 && active.All(b => b.Snippet?.ChannelId is { } owner && owner != connection.Channel.Id))
        {
            throw new AdapterException(
                FailureKind.SignInRequired,
                "The account that is signed in belongs to another YouTube channel than the one to be followed."
            )
            {
                SignIn = SignInFailure.MissingScope,
            };
        }

        LiveBroadcast[] live =
        [
            .. active
                .Where(b => !string.IsNullOrEmpty(b.Id) && b.Id != ended && BroadcastStates.IsLive(b))
                .Where(b => b.Snippet?.ChannelId is null || b.Snippet.ChannelId == connection.Channel.Id)
                .OrderByDescending(static b => Timestamps.Parse(b.Snippet?.ActualStartTime)),
        ];
        if (live.Length > 1)
        {
            connection.Logger.LogWarning("{Count} broadcasts are live at once; the latest is followed.", live.Length);
        }

        return live.FirstOrDefault();
    }
}
