using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.Telegram;

/// <summary>
/// Edits and deletes the bot's own messages (https://core.telegram.org/bots/api#editmessagetext, #deletemessage). A message can be deleted
/// by a bot for 48 hours, in some chats longer; what Telegram says decides.
/// </summary>
internal static class TelegramChanges
{
    /// <summary>Of an answer, which holds the message.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <param name="rendered">Null to delete.</param>
    public static Task<ChangeResult> SendAsync(
        TelegramSettings settings,
        SentMessage message,
        RenderedPost? rendered,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var token = BotToken.TryParse(settings.Token)!;
        return ChangeCall.RunAsync(
            settings.Timeout,
            clock,
            async cancellation =>
            {
                using var content = new OnceContent(TelegramMessage.WriteChange(message, rendered, settings));
                var method = rendered is null ? "deleteMessage" : "editMessageText";
                using var request = new HttpRequestMessage(HttpMethod.Post, token.Method(settings.BaseAddress, method))
                {
                    Content = content,
                };
                var answer = await ApiCall.SendAsync(request, MaxBytes, cancellation);
                return Read(answer, isRemoval: rendered is null, token.Key, clock.GetUtcNow());
            },
            cancellationToken
        );
    }

    private static ChangeResult Read(ApiAnswer answer, bool isRemoval, string key, DateTimeOffset now)
    {
        var words = answer.Text("description") ?? "";
        var said = new ChangeAnswer("Telegram", answer.Status, ServerWords.InBrackets(words, key));
        return answer.Status switch
        {
            200 when answer.Json.Member("ok").ValueKind == JsonValueKind.True => ChangeAnswer.Done,
            // It is as it was asked for: an earlier attempt, whose answer was lost, had done it.
            400 when Says(words, "message is not modified") => ChangeAnswer.Done,
            400 when Says(words, isRemoval ? "message to delete not found" : "message to edit not found") => ChangeAnswer.Gone(isRemoval),
            400 when Says(words, "MESSAGE_ID_INVALID") => ChangeAnswer.Gone(isRemoval),
            401 or 404 => said.Rejected("it does not know this bot. Check the bot's token"),
            _ => said.Other(Pause.Longest(answer.Response, now, answer.Json.Member("parameters").Seconds("retry_after"))),
        };
    }

    private static bool Says(string words, string sentence) => words.Contains(sentence, StringComparison.OrdinalIgnoreCase);
}
