using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Discord;

/// <summary>
/// Edits and deletes the webhook's own messages (https://docs.discord.com/developers/resources/webhook#edit-webhook-message and
/// #delete-webhook-message). An edit says again which mentions may ring: Discord reads the new text with its defaults otherwise.
/// </summary>
internal static class DiscordChanges
{
    /// <summary>Of an answer, which holds the message.</summary>
    private const int MaxBytes = 64 * 1024;

    // https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    private const long UnknownMessage = 10008;
    private const long UnknownWebhook = 10015;

    /// <param name="text">Null to delete.</param>
    public static Task<ChangeResult> SendAsync(
        DiscordSettings settings,
        GoneWebhooks gone,
        string message,
        string? text,
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
                using var content = text is null ? ChangeCall.NoBody() : new OnceContent(DiscordMessage.Write(text));
                using var request = new HttpRequestMessage(
                    text is null ? HttpMethod.Delete : HttpMethod.Patch,
                    WebhookAddress.Message(address, message, settings.ThreadId)
                )
                {
                    Content = content,
                };
                var answer = await ApiCall.SendAsync(request, MaxBytes, cancellation);
                if (answer.Json.Integer("code") == UnknownWebhook && answer.Status == 404)
                {
                    gone.Add(address);
                }

                return Read(answer, message, isRemoval: text is null, webhook.Token, clock.GetUtcNow());
            },
            cancellationToken
        );
    }

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
