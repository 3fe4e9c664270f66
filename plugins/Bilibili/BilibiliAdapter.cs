using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Bilibili;

/// <summary>
/// Follows one room over the open live platform: a session over HTTP that must be kept alive, and a socket that tells what happens.
/// </summary>
/// <remarks>
/// Cancellation leaves the session running on purpose. The checkpoint and the secret store name it, so whoever comes next within a
/// minute goes on with it without the room's cool-down (7001), and whoever comes later ends it or finds it ended. Ending it here
/// would make every restart of the host lose about ten seconds.
/// </remarks>
internal sealed class BilibiliAdapter(BilibiliSettings settings, HttpClient http) : IPlatformAdapter, ISignInCheck
{
    /// <summary>How long the answer to a socket heartbeat may take.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken)
    {
        // Asking the platform would open a session. Whether the identity code is this room's is checked when one is opened.
        var room =
            RoomId.TryParse(input)
            ?? throw new AdapterException(
                FailureKind.NotFound,
                "This is no room number and no address of a room on live.bilibili.com, such as https://live.bilibili.com/123."
            );
        return Task.FromResult(
            new ChannelIdentity
            {
                Id = room.ToString(),
                DisplayName = $"Bilibili {room}",
                Uri = room.Uri,
            }
        );
    }

    /// <inheritdoc/>
    public bool TakesConnection => true;

    /// <inheritdoc/>
    public Task<SignInReport> CheckSignInAsync(
        IReadOnlyList<string>? granted,
        IPlatformContext context,
        CancellationToken cancellationToken
    ) => new SessionTrial(new OpenLiveClient(http, settings, context.Clock), context).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var client = new OpenLiveClient(http, settings, connection.Clock);
        var opener = new SessionOpener(client, settings, connection);

        if (await opener.TryResumeAsync(cancellationToken) is { } left)
        {
            try
            {
                await ListenAsync(client, left, connection, cancellationToken);
            }
            catch (SocketKeyRefusedException)
            {
                // The session lives and its key does not: the start below ends it first.
                connection.Logger.LogInformation("The session that was left has no good key any more; a new one is opened");
            }
        }

        try
        {
            await ListenAsync(client, await opener.StartAsync(cancellationToken), connection, cancellationToken);
        }
        catch (SocketKeyRefusedException fault)
        {
            throw new AdapterException(FailureKind.Transient, fault.Message, null, fault);
        }
    }

    /// <summary>Never returns.</summary>
    private async Task ListenAsync(OpenLiveClient client, Session session, IConnection connection, CancellationToken cancellationToken)
    {
        // Unencrypted sockets are for emulators on this machine.
        var allowPlain = settings.BaseUri.IsLoopback;
        using var socket = await OpenLiveSocket.OpenAsync(session, allowPlain, connection.Clock, cancellationToken);
        connection.ReportOnline(Continuity.FromNow, settings.HeartbeatInterval + AnswerTime);

        try
        {
            var keepAlive = new KeepAlive(client, session.GameId, settings.GameHeartbeatInterval, connection);
            await new Feed(socket, session, settings.HeartbeatInterval, connection).RunAsync(keepAlive, cancellationToken);
        }
        catch (SessionGoneException gone)
        {
            await Session.ForgetAsync(connection.Secrets, cancellationToken);
            throw gone.Failure;
        }

        // The platform's own end of the session; a new one may be opened at once.
        await Session.ForgetAsync(connection.Secrets, cancellationToken);
        throw new AdapterException(FailureKind.Transient, "Bilibili ended the session (INTERACTION_END).", TimeSpan.Zero);
    }
}
