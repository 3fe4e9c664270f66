using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Mastodon.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>
/// Edits and deletes statuses (https://docs.joinmastodon.org/methods/statuses/#edit, #delete). A server that only speaks the API may lack
/// either and answer as if the status were missing, so after such an answer the status itself is asked for.
/// </summary>
internal sealed class StatusChanges(MastodonClient client, TimeProvider clock)
{
    public async Task<ChangeResult> EditAsync(string id, RenderedPost rendered, CancellationToken cancellationToken)
    {
        var before = await client.GetAsync(Path(id), cancellationToken);
        if (before.Status == 404)
        {
            return ChangeAnswer.Gone(isRemoval: false);
        }

        if (before.Status is 429 or >= 500)
        {
            return ChangeCall.Result(ChangeOutcome.NotDone, $"The instance answered {before.Status} when asked for the status.") with
            {
                RetryAfter = before.PauseAsked(clock.GetUtcNow()),
            };
        }

        // Media that an edit does not name is taken off the status.
        var media = before.Json.Member("media_attachments") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(static m => m.Text("id")).OfType<string>()
            : [];
        var form = StatusForm.Of(rendered).Concat(media.Select(static m => new KeyValuePair<string, string>("media_ids[]", m)));
        var answer = await client.PutAsync(Path(id), form, cancellationToken);
        return answer.Status switch
        {
            200 when answer.Text("id") == id => ChangeAnswer.Done,
            404 or 405 or 501 => await MissingAsync(answer, id, isRemoval: false, cancellationToken),
            _ => Other(answer),
        };
    }

    public async Task<ChangeResult> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await client.DeleteAsync(Path(id), cancellationToken);
        return answer.Status switch
        {
            200 => ChangeAnswer.Done,
            404 or 405 or 501 => await MissingAsync(answer, id, isRemoval: true, cancellationToken),
            _ => Other(answer),
        };
    }

    /// <summary>Is the status missing, or the method?</summary>
    private async Task<ChangeResult> MissingAsync(ApiAnswer refused, string id, bool isRemoval, CancellationToken cancellationToken)
    {
        var look = await client.GetAsync(Path(id), cancellationToken);
        return look.Status switch
        {
            404 => ChangeAnswer.Gone(isRemoval),
            200 => ChangeCall.Result(
                ChangeOutcome.Unsupported,
                $"This instance cannot {(isRemoval ? "delete" : "edit")} statuses: it answered {refused.Status}, and the status is there."
            ),
            _ => Other(refused),
        };
    }

    private ChangeResult Other(ApiAnswer answer) =>
        new ChangeAnswer("The instance", answer.Status, client.Words(answer)).Other(answer.PauseAsked(clock.GetUtcNow()));

    private static string Path(string id) => $"/api/v1/statuses/{Uri.EscapeDataString(id)}";
}
