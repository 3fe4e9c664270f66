using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Changes;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>Puts and deletes the mark of an account that is live.</summary>
internal sealed class StatusChanges(Account account, SessionCache sessions, TimeProvider clock)
{
    private readonly RecordCalls _calls = new(account, sessions, clock, StatusRecord.Collection, StatusRecord.Key);

    public async Task<ChangeResult> ShowAsync(LiveBadge badge, CancellationToken cancellationToken)
    {
        if (StatusRecord.Of(badge, clock.GetUtcNow()) is not { } record)
        {
            return ChangeCall.Result(ChangeOutcome.Rejected, "There is no link for the live badge to lead to.");
        }

        var answer = await _calls.ChangeAsync("com.atproto.repo.putRecord", cancellationToken, ("record", record));
        return answer.Status == 200 ? ChangeAnswer.Done : _calls.Other(answer);
    }

    public async Task<ChangeResult> ClearAsync(LiveBadge badge, CancellationToken cancellationToken)
    {
        var found = await _calls.ReadAsync(cancellationToken);
        if (RecordCalls.IsNotThere(found))
        {
            return ChangeCall.Result(ChangeOutcome.Done, "It was not there any more.");
        }

        if (found.Status != 200 || found.Text("cid") is not { Length: > 0 } old)
        {
            return _calls.NotRead(found, "the live badge");
        }

        var leads = found.Json.Member("value").Member("embed").Member("external").Text("uri");
        if (badge.Links.All(l => l.Uri != leads))
        {
            return ChangeCall.Result(ChangeOutcome.Done, "The account's live badge leads elsewhere by now, and stays.");
        }

        var answer = await _calls.ChangeAsync("com.atproto.repo.deleteRecord", cancellationToken, ("swapRecord", old));
        return answer.Status == 200 ? ChangeAnswer.Done
            : RecordCalls.IsChanged(answer)
                ? ChangeCall.Result(ChangeOutcome.NotDone, "The live badge changed while it was being taken away; nothing was changed.")
            : _calls.Other(answer);
    }
}
