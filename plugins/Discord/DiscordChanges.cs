using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Discord;

/// <summary>
/// Edits and deletes the webhook's own messages (https://docs.discord.com/developers/resources/webhook#edit-webhook-message and
/// #delete-webhook-message). An edit says again which mentions may ring, because Discord reads the new text with its defaults otherwise, and
/// which files stay: their ids are read from the message before.
/// </summary>
internal static class DiscordChanges
{
    /// <summary>Of an answer, which holds the message.</summary>
    private const int MaxBytes = 64 * 1024;

    // https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    private const long UnknownMessage = 10008;
    private const long UnknownWebhook = 10015;

    /// <param name="edit">Null to delete.</param>
    public static Task<ChangeResult> SendAsync(
        DiscordSettings settings,
        GoneWebhooks gone,
        string message,
        DiscordEdit? edit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var webhook = WebhookAddress.TryParse(settings.Url!)!;
        var address = webhook.Address(settings.BaseAddress);
        if (gone.Contains(address))
        {
            return Task.FromResult(
                ChangeCall.Result(
                    ChangeOutcome.Rejected,
                    "Discord said before that the webhook is gone, and with it nobody can change its messages."
                )
            );
        }

        return ChangeCall.RunAsync(
            settings.Timeout,
            clock,
            async cancellation =>
            {
                var place = WebhookAddress.Message(address, message, settings.ThreadId);
                IReadOnlyList<string>? kept = null;
                if (edit is { HasFiles: true })
                {
                    var (files, otherwise) = await FilesAsync(place, cancellation);
                    if (otherwise is not null)
                    {
                        return Read(otherwise);
                    }

                    kept = files;
                }

                using var content = edit is null ? ChangeCall.NoBody() : DiscordMessage.Write(edit.Text, kept);
                using var request = new HttpRequestMessage(edit is null ? HttpMethod.Delete : HttpMethod.Patch, place)
                {
                    Content = content,
                };
                return Read(await ApiCall.SendAsync(request, MaxBytes, cancellation));
            },
            cancellationToken
        );

        ChangeResult Read(ApiAnswer answer)
        {
            if (answer.Json.Integer("code") == UnknownWebhook && answer.Status == 404)
            {
                gone.Add(address);
            }

            return DiscordChanges.Read(answer, message, isRemoval: edit is null, webhook.Token, clock.GetUtcNow());
        }
    }

    /// <summary>The ids of the files at a message, or the answer that is none.</summary>
    /// <exception cref="AdapterException">The message cannot be read.</exception>
    private static async Task<(IReadOnlyList<string> Files, ApiAnswer? Otherwise)> FilesAsync(Uri place, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, place);
        var answer = await ApiCall.SendAsync(request, MaxBytes, cancellation);
        if (answer.Status != 200)
        {
            return ([], answer);
        }

        var attachments = answer.Json.Member("attachments");
        return attachments.ValueKind == JsonValueKind.Array
            ? ([.. attachments.EnumerateArray().Select(static a => a.Text("id") ?? throw Unreadable())], null)
            : throw Unreadable();
    }

    /// <summary>An edit made all the same would take the files away.</summary>
    private static AdapterException Unreadable() =>
        new(FailureKind.Transient, "Discord did not say which files are at the message, and an edit has to name them.");

    private static ChangeResult Read(ApiAnswer answer, string message, bool isRemoval, string token, DateTimeOffset now)
    {
        var said = new ChangeAnswer("Discord", answer.Status, ServerWords.InBrackets(answer.Text("message") ?? "", token));
        return answer.Status switch
        {
            200 when !isRemoval && answer.Text("id") == message => ChangeAnswer.Done,
            204 when isRemoval => ChangeAnswer.Done,
            404 when answer.Json.Integer("code") == UnknownMessage => ChangeAnswer.Gone(isRemoval),
            _ => said.Other(
                Pause.Longest(answer.Response, now, answer.Json.Seconds("retry_after"), DiscordAnswer.ResetAfter(answer.Response))
            ) with
            {
                IsForAllAccounts = DiscordAnswer.IsGlobal(answer.Response, answer.Json),
            },
        };
    }
}
