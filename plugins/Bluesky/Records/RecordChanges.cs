using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Changes;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>
/// Edits and deletes records (com.atproto.repo.putRecord, deleteRecord). An edit names the record that it replaces by its hash, because
/// putting alone would make a post anew that somebody has deleted.
/// </summary>
internal sealed class RecordChanges(Account account, SessionCache sessions, TimeProvider clock)
{
    public async Task<ChangeResult> EditAsync(
        string key,
        RenderedPost rendered,
        DateTimeOffset createdAt,
        CancellationToken cancellationToken
    )
    {
        var session = await sessions.GetAsync(account, clock, cancellationToken);
        var found = await XrpcClient.QueryAsync(session.Pds, "com.atproto.repo.getRecord", [.. Which(session, key)], cancellationToken);
        if (found is { Status: 400 } && found.Text("error") == "RecordNotFound")
        {
            return ChangeAnswer.Gone(isRemoval: false);
        }

        if (found.Status != 200 || found.Text("cid") is not { Length: > 0 } old)
        {
            // Looking changed nothing.
            return ChangeCall.Result(ChangeOutcome.NotDone, $"Bluesky answered {found.Status} when asked for the post.") with
            {
                RetryAfter = found.PauseAsked(clock.GetUtcNow()),
            };
        }

        var record = PostRecord.Of(rendered, createdAt);
        if (found.Json.Member("value").Member("embed") is { ValueKind: System.Text.Json.JsonValueKind.Object } embed)
        {
            // Pictures stay: what is not in the new record is gone from the post, and its blob with it.
            record["embed"] = JsonNode.Parse(embed.GetRawText());
        }

        var (answer, by) = await CallAsync(
            "com.atproto.repo.putRecord",
            session,
            s => Input(s, key, ("record", record.DeepClone()), ("swapRecord", old)),
            cancellationToken
        );
        return answer switch
        {
            { Status: 200 } => ChangeAnswer.Done,
            { Status: 400 } when answer.Text("error") == "InvalidSwap" => ChangeCall.Result(
                ChangeOutcome.NotDone,
                "The post changed while it was being edited; nothing was changed."
            ),
            _ => Other(answer, by),
        };
    }

    /// <summary>A record that is not there is answered as one that was deleted.</summary>
    public async Task<ChangeResult> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var session = await sessions.GetAsync(account, clock, cancellationToken);
        var (answer, by) = await CallAsync("com.atproto.repo.deleteRecord", session, s => Input(s, key), cancellationToken);
        return answer.Status == 200 ? ChangeAnswer.Done : Other(answer, by);
    }

    /// <summary>The answer, and whose tokens may stand in its words.</summary>
    private async Task<(ApiAnswer Answer, Session By)> CallAsync(
        string method,
        Session session,
        Func<Session, JsonObject> input,
        CancellationToken cancellationToken
    )
    {
        var answer = await XrpcClient.CallAsync(session.Pds, method, session.AccessToken, input(session), cancellationToken);
        if (!answer.IsTokenRefused())
        {
            return (answer, session);
        }

        var renewed = await sessions.RenewAsync(account, session, clock, cancellationToken);
        return (await XrpcClient.CallAsync(renewed.Pds, method, renewed.AccessToken, input(renewed), cancellationToken), renewed);
    }

    private ChangeResult Other(ApiAnswer answer, Session session)
    {
        var said = new ChangeAnswer("Bluesky", answer.Status, answer.Words(session.AccessToken, session.RefreshToken));
        return answer.IsTokenRefused() ? said.NotNow(null) : said.Other(answer.PauseAsked(clock.GetUtcNow()));
    }

    private static JsonObject Input(Session session, string key, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var input = new JsonObject();
        foreach (var (name, value) in Which(session, key))
        {
            input[name] = value;
        }

        foreach (var (name, value) in more)
        {
            input[name] = value;
        }

        return input;
    }

    private static KeyValuePair<string, string>[] Which(Session session, string key) =>
        [new("repo", session.Did), new("collection", PostRecord.Collection), new("rkey", key)];
}
