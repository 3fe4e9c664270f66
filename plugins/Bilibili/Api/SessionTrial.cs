using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// Tries access key and identity code by a real start, which tells whose room it is, and ends the session again: the platform has no
/// call that only checks.
/// </summary>
internal sealed class SessionTrial(OpenLiveClient client, IPlatformContext context)
{
    /// <summary>A room cools down for about ten seconds after its last session (7001).</summary>
    private const int Starts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task<SignInReport> RunAsync(CancellationToken cancellationToken)
    {
        var identityCode = await context.Secrets.ReadAsync(BilibiliPlugin.IdentityCodeSecret, cancellationToken);
        if (string.IsNullOrWhiteSpace(identityCode))
        {
            throw new AdapterException(FailureKind.SignInRequired, "The channel needs the streamer's identity code (身份码).");
        }

        await EndLeftAsync(cancellationToken);
        var started = await StartAsync(identityCode.Trim(), cancellationToken);
        // From here a session runs: it is ended even when nobody waits for the answer any more.
        await EndAsync(started.Game?.GameId ?? "");
        if (started.Anchor is not { RoomId: > 0 and var number } anchor)
        {
            throw new AdapterException(FailureKind.ProtocolChanged, "Bilibili's answer to the start does not say which room it is.");
        }

        var room = new RoomId(number);
        return new SignInReport
        {
            AccountId = string.IsNullOrEmpty(anchor.OpenId) ? room.ToString() : anchor.OpenId,
            AccountName = string.IsNullOrEmpty(anchor.Name) ? $"Bilibili {room}" : anchor.Name,
            Channel = new ChannelIdentity
            {
                Id = room.ToString(),
                DisplayName = string.IsNullOrEmpty(anchor.Name) ? $"Bilibili {room}" : anchor.Name,
                Uri = room.Uri,
            },
        };
    }

    /// <summary>The channel's connection leaves its session running when it ends; it would bar the start (7002).</summary>
    private async Task EndLeftAsync(CancellationToken cancellationToken)
    {
        if (await Session.ReadAsync(context.Secrets, cancellationToken) is { GameId.Length: > 0 } left)
        {
            await client.EndAsync(left.GameId, cancellationToken);
        }
    }

    private async Task<StartData> StartAsync(string identityCode, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Not to be cancelled: a start whose answer nobody sees would bar the room for a minute.
            var answer = await client.StartAsync(identityCode, CancellationToken.None);
            if (answer.Code is ResultCode.Ok)
            {
                return answer.Data ?? new StartData();
            }

            if (answer.Code is not ResultCode.CoolingDown || attempt == Starts)
            {
                throw ResultCode.ToFailure(answer.Code!.Value, "the trial of the sign-in", answer.RequestId);
            }

            await Task.Delay(Pause, context.Clock, cancellationToken);
        }
    }

    private async Task EndAsync(string gameId)
    {
        if (gameId.Length == 0)
        {
            // Some kinds of application have no session to end.
            return;
        }

        try
        {
            await client.EndAsync(gameId, CancellationToken.None);
        }
        catch (AdapterException fault)
        {
            // It ends by itself after a minute, and that it began is what was to be shown.
            context.Logger.LogWarning("The session of the trial could not be ended: {Reason}", fault.Message);
        }
    }
}
