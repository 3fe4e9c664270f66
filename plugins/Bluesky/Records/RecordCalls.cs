using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Changes;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>Reads and changes one record of the account; a session that ran out is exchanged once.</summary>
internal sealed class RecordCalls(Account account, SessionCache sessions, TimeProvider clock, string collection, string key)
{
    /// <summary>Whose tokens may stand in the words of the last answer.</summary>
    private Session? _session;

    public static bool IsNotThere(ApiAnswer answer) => answer.Status == 400 && answer.Text("error") == "RecordNotFound";

    /// <summary>"swapRecord" named another record than the one that is there.</summary>
    public static bool IsChanged(ApiAnswer answer) => answer.Status == 400 && answer.Text("error") == "InvalidSwap";

    public async Task<ApiAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken);
        return await XrpcClient.QueryAsync(session.Pds, "com.atproto.repo.getRecord", Which(session), cancellationToken);
    }

    /// <param name="method">Such as com.atproto.repo.deleteRecord.</param>
    /// <param name="cancellationToken">Holds the deadline.</param>
    /// <param name="more">What the method takes besides the record's name.</param>
    public async Task<ApiAnswer> ChangeAsync(
        string method,
        CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, JsonNode Value)> more
    )
    {
        var session = await SessionAsync(cancellationToken);
        var answer = await CallAsync(session);
        if (!answer.IsTokenRefused())
        {
            return answer;
        }

        _session = await sessions.RenewAsync(account, session, clock, cancellationToken);
        return await CallAsync(_session);

        Task<ApiAnswer> CallAsync(Session by)
        {
            var input = new JsonObject();
            foreach (var (name, value) in Which(by))
            {
                input[name] = value;
            }

            foreach (var (name, value) in more)
            {
                input[name] = value.DeepClone();
            }

            return XrpcClient.CallAsync(by.Pds, method, by.AccessToken, input, cancellationToken);
        }
    }

    /// <summary>An answer of <see cref="ChangeAsync"/> that is no yes.</summary>
    public ChangeResult Other(ApiAnswer answer)
    {
        var said = new ChangeAnswer("Bluesky", answer.Status, answer.Words(_session!.AccessToken, _session.RefreshToken));
        return answer.IsTokenRefused() ? said.NotNow(null) : said.Other(answer.PauseAsked(clock.GetUtcNow()));
    }

    /// <summary>An answer of <see cref="ReadAsync"/> that does not tell: looking changed nothing.</summary>
    public ChangeResult NotRead(ApiAnswer answer, string what) =>
        ChangeCall.Result(ChangeOutcome.NotDone, $"Bluesky answered {answer.Status} when asked for {what}.") with
        {
            RetryAfter = answer.PauseAsked(clock.GetUtcNow()),
        };

    private async Task<Session> SessionAsync(CancellationToken cancellationToken) =>
        _session ??= await sessions.GetAsync(account, clock, cancellationToken);

    private KeyValuePair<string, string>[] Which(Session session) =>
        [new("repo", session.Did), new("collection", collection), new("rkey", key)];
}
