using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Occurrences;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>/helix/chat/messages, /helix/chat/announcements and /helix/moderation/chat: writing in the chat, and taking out of it.</summary>
internal sealed class ChatEndpoints(
    HelixGate gate,
    TwitchIds ids,
    TwitchEmulatorOptions options,
    Func<Func<Wording, (HelixAnswer Answer, IReadOnlyList<Notification> Told)>, HelixAnswer> act,
    TimeProvider clock
)
{
    private const int MaxText = 500;

    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Removable = TimeSpan.FromHours(6);
    private static readonly string[] Colors = ["blue", "green", "orange", "purple", "primary"];

    private DateTimeOffset _announced = DateTimeOffset.MinValue;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/helix/chat/messages", gate.Guard(SendAsync, acting: true));
        endpoints.MapPost("/helix/chat/announcements", gate.Guard(AnnounceAsync, acting: true));
        endpoints.MapDelete("/helix/moderation/chat", gate.Guard(call => ValueTask.FromResult(Remove(call)), acting: true));
    }

    private async ValueTask<HelixAnswer> SendAsync(HelixCall call)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        // The documents put them into the body; libraries send them in the query, and the platform takes both.
        var broadcaster = Text(body, "broadcaster_id") ?? (call.Query("broadcaster_id") is [var channel, ..] ? channel : null);
        var sender = Text(body, "sender_id") ?? (call.Query("sender_id") is [var writer, ..] ? writer : null);
        var text = Text(body, "message");
        if (Refusal(call, body, broadcaster, sender, text) is { } refusal)
        {
            return refusal;
        }

        if (options.BlockedTerms.Any(t => text!.Contains(t, StringComparison.OrdinalIgnoreCase)))
        {
            return Answer(id: "", ("channel_settings", "Your message was not sent because it conflicts with the channel's settings."));
        }

        var parent = Text(body, "reply_parent_message_id");
        return act(wording =>
        {
            Saying? answered = null;
            if (parent is not null && (answered = wording.Sayings.Find(parent)) is null)
            {
                return (HelixAnswer.Refuse(400, "The ID in reply_parent_message_id is not valid."), []);
            }

            var (said, told) = wording.TellSaid(sender == options.BotUserId ? Viewer.Bot : Viewer.Owner, text!, answered);
            return (Answer(said.Id, dropped: null), told);
        });
    }

    private HelixAnswer? Refusal(HelixCall call, JsonObject body, string? broadcaster, string? sender, string? text)
    {
        if (string.IsNullOrEmpty(broadcaster))
        {
            return HelixAnswer.Missing("broadcaster_id");
        }

        if (string.IsNullOrEmpty(sender))
        {
            return HelixAnswer.Missing("sender_id");
        }

        if (call.Token.UserId is null)
        {
            return HelixAnswer.Refuse(401, "Missing User OAUTH Token");
        }

        if (!call.Token.HasAny(["user:write:chat"]))
        {
            return HelixAnswer.Refuse(401, "Missing scope: user:write:chat");
        }

        if (sender != call.Token.UserId)
        {
            return HelixAnswer.Refuse(401, "The ID in sender_id must match the user ID found in the request's OAuth token.");
        }

        if (body.ContainsKey("for_source_only"))
        {
            return HelixAnswer.Refuse(400, "Cannot set for_source_only if User Access Token is used.");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return HelixAnswer.Missing("message");
        }

        if (text.EnumerateRunes().Count() > MaxText)
        {
            return HelixAnswer.Refuse(422, "The message is too large.");
        }

        return broadcaster == ids.Broadcaster.Id
            ? null
            : HelixAnswer.Refuse(403, "The sender is not permitted to send chat messages to the broadcaster's chat room.");
    }

    private static HelixAnswer Answer(string id, (string Code, string Message)? dropped)
    {
        var message = new JsonObject { ["message_id"] = id, ["is_sent"] = dropped is null };
        if (dropped is var (code, why))
        {
            message["drop_reason"] = new JsonObject { ["code"] = code, ["message"] = why };
        }

        return HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(message) });
    }

    private async ValueTask<HelixAnswer> AnnounceAsync(HelixCall call)
    {
        if (ModeratorCall.Refusal(call, ids, "moderator:manage:announcements") is { } denied)
        {
            return denied;
        }

        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        if (Text(body, "message") is not { } text)
        {
            return HelixAnswer.Missing("message");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return HelixAnswer.Refuse(400, "The message field may not contain an empty string.");
        }

        var color = Text(body, "color") ?? "primary";
        if (!Colors.Contains(color))
        {
            return HelixAnswer.Refuse(400, "The specified color is not valid.");
        }

        return act(wording =>
        {
            var now = clock.GetUtcNow();
            if (now - _announced < BetweenAnnouncements)
            {
                return (HelixAnswer.Refuse(429, ""), []);
            }

            _announced = now;
            return (HelixAnswer.NoContent, wording.TellAnnounced(ChatText.Cut(text, MaxText), color.ToUpperInvariant()));
        });
    }

    private HelixAnswer Remove(HelixCall call)
    {
        if (ModeratorCall.Refusal(call, ids, "moderator:manage:chat_messages") is { } denied)
        {
            return denied;
        }

        return act(wording =>
        {
            if (call.Query("message_id") is not [var id, ..])
            {
                return (HelixAnswer.NoContent, wording.TellCleared());
            }

            if (wording.Sayings.Find(id) is not { } said || clock.GetUtcNow() - said.At > Removable)
            {
                return (HelixAnswer.Refuse(404, "The ID in message_id was not found."), []);
            }

            return said switch
            {
                _ when said.Author.Id == ids.Broadcaster.Id => (
                    HelixAnswer.Refuse(400, "You may not delete the broadcaster's messages."),
                    []
                ),
                { IsModerator: true } => (HelixAnswer.Refuse(400, "You may not delete another moderator's messages."), []),
                _ => (HelixAnswer.NoContent, wording.TellRemoved(said)),
            };
        });
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
