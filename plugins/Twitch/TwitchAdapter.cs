using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch;

/// <summary>Follows the channel of the account that is signed in, by EventSub over WebSocket and Helix.</summary>
internal sealed partial class TwitchAdapter(TwitchSettings settings, TwitchHttp http) : IPlatformAdapter, IOAuthPlatform
{
    /// <summary>Beyond the keepalive that Twitch promises: the way here, and a slow moment on either side.</summary>
    private static readonly TimeSpan SilenceSlack = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public OAuthClient OAuth =>
        new()
        {
            TokenUri = new Uri(IdClient.Root(settings) + "/oauth2/token"),
            ClientId = settings.ClientId,
            ClientSecret = string.IsNullOrEmpty(settings.ClientSecret) ? null : settings.ClientSecret,
            Scopes = [.. SubscriptionCatalog.Scopes.Union(ChatScopes).Order(StringComparer.Ordinal)],
        };

    /// <inheritdoc/>
    public async Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken)
    {
        var token = await new IdClient(settings, http, context).ValidateAsync(cancellationToken);
        if (!ChannelInput.Means(input, token))
        {
            throw new AdapterException(
                FailureKind.Refused,
                $"This sign-in belongs to the Twitch account \"{token.Login}\" ({token.UserId}). "
                    + "Following somebody else's channel is not supported yet."
            );
        }

        return new ChannelIdentity
        {
            Id = token.UserId,
            DisplayName = token.Login,
            Uri = new Uri($"https://www.twitch.tv/{Uri.EscapeDataString(token.Login)}"),
        };
    }

    /// <inheritdoc/>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var identity = new IdClient(settings, http, connection);
        var helix = new HelixClient(settings, http, connection);
        var token = await identity.ValidateAsync(cancellationToken);
        if (token.UserId != connection.Channel.Id)
        {
            throw new AdapterException(
                FailureKind.Refused,
                $"The sign-in belongs to the Twitch account \"{token.Login}\" ({token.UserId}), not to this channel."
            );
        }

        var subscriber = new Subscriber(new SubscriptionsClient(helix), connection);
        await subscriber.CleanUpAsync(cancellationToken);
        var socket = await EventSubSocket.OpenAsync(SessionUri(), connection.Clock, cancellationToken);
        var keepalive = socket.Welcome.KeepaliveTimeout ?? TimeSpan.FromSeconds(settings.KeepaliveSeconds);

        await using var session = new TwitchSession(connection);
        session.Start(
            ct => new EventSubFeed(connection.Clock, connection.Logger).RunAsync(socket, session.TakeAsync, ct),
            cancellationToken
        );

        var poller = new AudiencePoller(new AudienceClient(helix), session.Broadcasts, settings, connection);
        session.Start(ct => poller.RunAsync(session.TakeAsync, ct), cancellationToken);

        // The socket is read while this goes on, so that pings are answered; nothing is normalized before it is known
        // which feeds count.
        IReadOnlySet<string> accepted;
        try
        {
            accepted = await subscriber.SubscribeAsync(token, socket.Welcome.SessionId, cancellationToken);
        }
        catch (AdapterException)
        {
            // What the first subscriptions brought was heard, and Twitch will not send it again.
            await session.WriteRestAsync(subscriber.Accepted, cancellationToken);
            throw;
        }

        connection.ReportOnline(Continuity.FromNow, keepalive + SilenceSlack);

        session.Start(ct => new TokenWatch(identity, connection).RunAsync(ct), cancellationToken);
        await session.WriteAsync(accepted, cancellationToken);
    }

    private Uri SessionUri()
    {
        var uri = new UriBuilder(settings.EventSubUri);
        var keepalive = $"keepalive_timeout_seconds={settings.KeepaliveSeconds}";
        uri.Query = uri.Query.Length > 1 ? $"{uri.Query}&{keepalive}" : keepalive;
        return uri.Uri;
    }
}
