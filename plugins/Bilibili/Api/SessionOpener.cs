using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>Goes on with the session that we left, or ends it and opens another, so that the room never has two of ours.</summary>
internal sealed class SessionOpener(OpenLiveClient client, BilibiliSettings settings, IConnection connection)
{
    /// <summary>
    /// The session that we left, if it still runs. Ending it and starting anew would cost the room's cool-down (7001).
    /// </summary>
    public async Task<Session?> TryResumeAsync(CancellationToken cancellationToken)
    {
        var session = await Session.ReadAsync(connection.Secrets, cancellationToken);
        if (session is null || session.GameId.Length == 0 || session.AppId != settings.AppId)
        {
            return null;
        }

        var answer = await client.HeartbeatAsync(session.GameId, cancellationToken);
        if (answer.Code is ResultCode.Ok)
        {
            // The checkpoint lags when we died between storing the session and storing the checkpoint.
            await StoreCheckpointAsync(session.GameId, cancellationToken);
            return session;
        }

        return ResultCode.IsPassing(answer.Code!.Value)
            ? throw ResultCode.ToFailure(answer.Code.Value, "the session's heartbeat", answer.RequestId)
            : null;
    }

    /// <summary>Ends what may still run and opens a session; it is durable before this returns, so that it can always be ended.</summary>
    public async Task<Session> StartAsync(CancellationToken cancellationToken)
    {
        var identityCode = await connection.Secrets.ReadAsync(BilibiliPlugin.IdentityCodeSecret, cancellationToken);
        if (string.IsNullOrWhiteSpace(identityCode))
        {
            throw new AdapterException(FailureKind.SignInRequired, "The channel needs the streamer's identity code (身份码).");
        }

        await EndLeftAsync(cancellationToken);
        var answer = await client.StartAsync(identityCode.Trim(), cancellationToken);
        if (answer.Code is not ResultCode.Ok)
        {
            throw ResultCode.ToFailure(answer.Code!.Value, "the session's start", answer.RequestId);
        }

        // From here a session runs: it is stored or ended even when the host wants to stop, or the next start would meet 7002.
        var session = ToSession(answer.Data);
        var room = answer.Data?.Anchor?.RoomId ?? 0;
        if (session is null || new RoomId(room).ToString() != connection.Channel.Id)
        {
            await TryEndAsync(answer.Data?.Game?.GameId ?? "", CancellationToken.None);
            throw session is null ? Undocumented() : OtherRoom(room);
        }

        try
        {
            await session.WriteAsync(connection.Secrets, CancellationToken.None);
        }
        catch
        {
            // Nobody could go on with it or end it later (a full disk): it would stand in the way for a minute (7002).
            await TryEndAsync(session.GameId, CancellationToken.None);
            throw;
        }

        await StoreCheckpointAsync(session.GameId, cancellationToken);
        return session;
    }

    private async Task EndLeftAsync(CancellationToken cancellationToken)
    {
        var stored = await Session.ReadAsync(connection.Secrets, cancellationToken);
        string[] left = [stored?.GameId ?? "", Checkpoint.GameIdOf(connection.Checkpoint)];
        foreach (var gameId in left.Where(id => id.Length > 0).Distinct())
        {
            var answer = await client.EndAsync(gameId, cancellationToken);
            var code = answer.Code!.Value;
            if (ResultCode.IsPassing(code))
            {
                throw ResultCode.ToFailure(code, "the end of the session that was left", answer.RequestId);
            }

            if (code != ResultCode.Ok && !ResultCode.IsGone(code))
            {
                // The start that follows tells for certain whether it still stands in the way.
                connection.Logger.LogWarning("Bilibili answered {Code} to the end of the session that was left", code);
            }
        }

        await Session.ForgetAsync(connection.Secrets, cancellationToken);
    }

    private async Task TryEndAsync(string gameId, CancellationToken cancellationToken)
    {
        if (gameId.Length == 0)
        {
            return;
        }

        try
        {
            await client.EndAsync(gameId, cancellationToken);
        }
        catch (AdapterException fault)
        {
            // It ends by itself after a minute; why we do not want it is the more useful thing to tell.
            connection.Logger.LogWarning(fault, "A session that is of no use could not be ended");
        }
    }

    private async Task StoreCheckpointAsync(string gameId, CancellationToken cancellationToken)
    {
        await connection.WriteAsync([], new Checkpoint { GameId = gameId }.ToString(), cancellationToken);
        await connection.FlushAsync(cancellationToken);
    }

    private Session? ToSession(StartData? data) =>
        data is { WebSocket: { AuthBody: { Length: > 0 } body, Links: { Count: > 0 } links } }
            ? new Session
            {
                AppId = settings.AppId,
                GameId = data.Game?.GameId ?? "",
                AuthBody = body,
                Links = links,
                AnchorOpenId = data.Anchor?.OpenId ?? "",
                AnchorName = data.Anchor?.Name ?? "",
            }
            : null;

    private static AdapterException Undocumented() =>
        new(FailureKind.ProtocolChanged, "Bilibili's answer to the start names no event socket; a newer plugin may be needed.");

    private AdapterException OtherRoom(long room) =>
        new(
            FailureKind.Refused,
            $"The identity code belongs to room {room}, and this channel is room {connection.Channel.Id}. "
                + "Enter the code of this room's streamer, or add the channel by its full room number (a short number is not it)."
        );
}
