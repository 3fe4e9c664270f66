using System.Net;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>Writing in the chat of a channel, and taking out of it, as the account whose calls the client makes.</summary>
/// <param name="accountId">That account's id.</param>
internal sealed class ChatClient(HelixClient helix, string channelId, string accountId)
{
    private string Moderated => $"broadcaster_id={Uri.EscapeDataString(channelId)}&moderator_id={Uri.EscapeDataString(accountId)}";

    /// <summary>Writes one line; the id that it has in the chat.</summary>
    public async Task<string?> SendAsync(string text, string? replyTo, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("broadcaster_id", channelId);
            json.WriteString("sender_id", accountId);
            json.WriteString("message", text);
            if (replyTo is not null)
            {
                json.WriteString("reply_parent_message_id", replyTo);
            }
        });
        var answer = await helix.SendAsync(HttpMethod.Post, "/chat/messages", body, cancellationToken, acts: true);
        answer.ThrowIfRefused("refuses the message");
        var sent = answer.Json.Items("data").FirstOrDefault();
        if (sent.ValueKind != JsonValueKind.Object || !sent.Has("is_sent"))
        {
            throw new AdapterException(FailureKind.OutcomeUnknown, "Twitch's answer to a message has another shape than documented.");
        }

        // With success as the status, too, a message can have been dropped.
        if (!sent.Flag("is_sent"))
        {
            var why = sent.Object("drop_reason");
            throw new AdapterException(FailureKind.Refused, $"Twitch dropped the message{Words(why.Text("message"))}.")
            {
                Reason = why.Text("code") is { Length: > 0 and <= AdapterException.MaxReasonLength } code ? code : "is_sent: false",
            };
        }

        return sent.Text("message_id") is var id && UnreadableSample.IsId(id) ? id : null;
    }

    /// <summary>Announces one line. Twitch does not say under which id.</summary>
    public async Task AnnounceAsync(string text, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json => json.WriteString("message", text));
        var answer = await helix.SendAsync(HttpMethod.Post, $"/chat/announcements?{Moderated}", body, cancellationToken, acts: true);
        answer.ThrowIfRefused("refuses the announcement");
    }

    /// <summary>Takes one message out; that it is already gone is fine.</summary>
    public async Task RemoveAsync(string messageId, CancellationToken cancellationToken)
    {
        var path = $"/moderation/chat?{Moderated}&message_id={Uri.EscapeDataString(messageId)}";
        var answer = await helix.SendAsync(HttpMethod.Delete, path, null, cancellationToken, acts: true);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            throw new AdapterException(
                FailureKind.NotFound,
                $"Twitch does not find the message, or it is more than 6 hours old{Words(answer.Json.Text("message"))}."
            );
        }

        answer.ThrowIfRefused("refuses to take the message out");
    }

    /// <summary>Bans somebody, or times them out.</summary>
    public async Task BanAsync(string userId, TimeSpan? duration, string reason, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteStartObject("data");
            json.WriteString("user_id", userId);
            if (duration is { } time)
            {
                json.WriteNumber("duration", (long)Math.Ceiling(time.TotalSeconds));
            }

            if (reason.Length > 0)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        });
        var answer = await helix.SendAsync(HttpMethod.Post, $"/moderation/bans?{Moderated}", body, cancellationToken, acts: true);
        if (duration is null && Says(answer, "already banned"))
        {
            return;
        }

        ThrowIfBusy(answer);
        answer.ThrowIfRefused("refuses the ban");
    }

    /// <summary>Lifts a ban or time-out; that there is none is fine.</summary>
    public async Task UnbanAsync(string userId, CancellationToken cancellationToken)
    {
        var path = $"/moderation/bans?{Moderated}&user_id={Uri.EscapeDataString(userId)}";
        var answer = await helix.SendAsync(HttpMethod.Delete, path, null, cancellationToken, acts: true);
        if (Says(answer, "not banned"))
        {
            return;
        }

        ThrowIfBusy(answer);
        answer.ThrowIfRefused("refuses to lift the ban");
    }

    // Helix has words for it and no code of its own.
    private static bool Says(HelixAnswer answer, string words) =>
        answer.Status == HttpStatusCode.BadRequest && answer.Json.Text("message").Contains(words, StringComparison.OrdinalIgnoreCase);

    private static void ThrowIfBusy(HelixAnswer answer)
    {
        if (answer.Status == HttpStatusCode.Conflict)
        {
            throw new AdapterException(FailureKind.Transient, "Somebody else is changing this ban at Twitch in this moment.");
        }
    }

    private static string Words(string text) => text.Length == 0 ? "" : ": " + text.TrimEnd('.');
}
