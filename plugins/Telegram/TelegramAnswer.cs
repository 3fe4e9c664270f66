using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Telegram;

/// <summary>What the Bot API's answer says about the delivery.</summary>
internal static class TelegramAnswer
{
    /// <param name="key">Of the bot's token; never in the result.</param>
    public static DeliveryResult Read(HttpResponseMessage response, JsonElement json, TelegramChat chat, string key, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var answer = new NetworkAnswer("Telegram", status, NetworkWords.Clean(json.Text("description") ?? "", key));
        var parameters = json.Member("parameters");
        return status switch
        {
            200 when Sent(json, chat) is { } sent => sent,
            >= 300 and < 400 => answer.Rejected("a redirect, which is not followed. Check the base address"),
            // It answers 404 to a token that has not the form of one.
            401 or 404 => answer.Rejected("it does not know this bot. Check the bot's token, or have @BotFather make a new one"),
            403 => answer.Rejected("the bot may not post in this chat. Make it an administrator there"),
            408 or 429 => answer.NotNow(Pause.Longest(response, now, parameters.Seconds("retry_after"))),
            >= 400 and < 500 when parameters.Integer("migrate_to_chat_id") is { } chatId => answer.Rejected(
                string.Create(CultureInfo.InvariantCulture, $"the group became a supergroup. Set the chat (chatId) to {chatId}")
            ),
            >= 400 and < 500 => answer.Rejected("it does not take the message"),
            _ => answer.Unconfirmed("it may or may not have posted the message, so look into the chat"),
        };
    }

    /// <summary>Null where the answer is not the message that was sent.</summary>
    private static DeliveryResult? Sent(JsonElement json, TelegramChat chat)
    {
        var message = json.Member("result");
        if (
            json.Member("ok").ValueKind != JsonValueKind.True
            || message.Integer("message_id") is not { } id
            || message.Member("chat").Integer("id") is not { } chatId
        )
        {
            return null;
        }

        return new DeliveryResult
        {
            Outcome = DeliveryOutcome.Delivered,
            RemoteId = string.Create(CultureInfo.InvariantCulture, $"{chatId}/{id}"),
            RemoteUri = TelegramChat.Address(message.Member("chat").Text("username") ?? chat.Name, id),
            Detail = "Telegram posted the message.",
        };
    }
}
