using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Changes;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>
/// Edits and deletes a post (com.atproto.repo.putRecord, deleteRecord). An edit names the record that it replaces by its hash, because
/// putting alone would make a post anew that somebody has deleted.
/// </summary>
internal sealed class RecordChanges(Account account, SessionCache sessions, TimeProvider clock, string key)
{
    private readonly RecordCalls _calls = new(account, sessions, clock, PostRecord.Collection, key);

    public async Task<ChangeResult> EditAsync(RenderedPost rendered, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var found = await _calls.ReadAsync(cancellationToken);
        if (RecordCalls.IsNotThere(found))
        {
            return ChangeAnswer.Gone(isRemoval: false);
        }

        if (found.Status != 200 || found.Text("cid") is not { Length: > 0 } old)
        {
            return _calls.NotRead(found, "the post");
        }

        // Pictures stay: what is not in the new record is gone from the post, and its blob with it.
        var embed = found.Json.Member("value").Member("embed") is { ValueKind: JsonValueKind.Object } kept
            ? JsonNode.Parse(kept.GetRawText())!.AsObject()
            : null;
        var record = PostRecord.Of(rendered, createdAt, embed);
        var answer = await _calls.ChangeAsync("com.atproto.repo.putRecord", cancellationToken, ("record", record), ("swapRecord", old));
        return answer.Status == 200 ? ChangeAnswer.Done
            : RecordCalls.IsChanged(answer)
                ? ChangeCall.Result(ChangeOutcome.NotDone, "The post changed while it was being edited; nothing was changed.")
            : _calls.Other(answer);
    }

    /// <summary>A record that is not there is answered as one that was deleted.</summary>
    public async Task<ChangeResult> RemoveAsync(CancellationToken cancellationToken)
    {
        var answer = await _calls.ChangeAsync("com.atproto.repo.deleteRecord", cancellationToken);
        return answer.Status == 200 ? ChangeAnswer.Done : _calls.Other(answer);
    }
}
