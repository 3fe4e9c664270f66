using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;

namespace LiveIp.Plugins.Bluesky.Sessions;

/// <summary>Signs in, and exchanges a session that ran out. Neither publishes anything.</summary>
internal static class SessionCalls
{
    /// <exception cref="AdapterException">There is no session.</exception>
    public static async Task<Session> SignInAsync(Account account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var input = new JsonObject { ["identifier"] = account.Identifier, ["password"] = account.AppPassword };
        var answer = await CallAsync(account.Server, "com.atproto.server.createSession", null, input, cancellationToken);
        return answer.Status switch
        {
            200 => Read(answer, account.Server) ?? throw Unreadable(),
            400 or 401 => throw new AdapterException(
                FailureKind.SignInRequired,
                $"Bluesky does not accept the handle and app password{answer.Words(account.AppPassword)}. Check both; make a new app password if need be."
            ),
            _ => throw Failed(answer, now, account.AppPassword),
        };
    }

    /// <summary>Null where the server wants a new sign-in.</summary>
    /// <exception cref="AdapterException">It could not be found out.</exception>
    public static async Task<Session?> RefreshAsync(Session old, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(old.Pds, "com.atproto.server.refreshSession", old.RefreshToken, null, cancellationToken);
        return answer.Status switch
        {
            200 => Read(answer, old.Pds) ?? throw Unreadable(),
            400 or 401 => null,
            _ => throw Failed(answer, now, old.RefreshToken),
        };
    }

    private static async Task<ApiAnswer> CallAsync(
        Uri server,
        string method,
        string? token,
        JsonObject? input,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await XrpcClient.CallAsync(server, method, token, input, cancellationToken)).Whole();
        }
        catch (NoAnswerException lost)
        {
            throw new AdapterException(lost.IsBlocked ? FailureKind.Refused : FailureKind.Transient, lost.Message);
        }
    }

    private static Session? Read(ApiAnswer answer, Uri server)
    {
        var (did, handle) = (answer.Text("did"), answer.Text("handle"));
        return
            did is ['d', 'i', 'd', ':', ..]
            && handle is { Length: > 0 }
            && answer.Text("accessJwt") is { Length: > 0 } access
            && answer.Text("refreshJwt") is { Length: > 0 } refresh
            ? new Session
            {
                Pds = PdsAddress.Find(answer.Json.Member("didDoc"), did, server) ?? server,
                Did = did,
                Handle = handle,
                AccessToken = access,
                RefreshToken = refresh,
            }
            : null;
    }

    private static AdapterException Unreadable() => new(FailureKind.ProtocolChanged, "Bluesky's answer to the sign-in could not be read.");

    private static AdapterException Failed(ApiAnswer answer, DateTimeOffset now, string secret) =>
        answer.Status switch
        {
            429 => new AdapterException(
                FailureKind.RateLimited,
                "Bluesky takes no more sign-ins of this account for now.",
                answer.PauseAsked(now)
            ),
            >= 500 => new AdapterException(FailureKind.Transient, $"Bluesky answered the sign-in with {answer.Status}."),
            _ => new AdapterException(FailureKind.Refused, $"Bluesky answered the sign-in with {answer.Status}{answer.Words(secret)}."),
        };
}
