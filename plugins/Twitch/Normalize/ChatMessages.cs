using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>channel.chat.message, and the message that comes with chat notices.</summary>
internal static class ChatMessages
{
    public static LiveEvent Read(JsonElement e, string channelId)
    {
        e.Required("message_id");
        var chat = Body(e, e.Text("message_type") == "text" ? ChatMessage.Types.Kind.Text : ChatMessage.Types.Kind.Highlighted);
        if (e.Object("cheer").Whole("bits") is { } bits and > 0)
        {
            chat.Attached = Amounts.Bits(bits);
        }

        var reply = e.Object("reply");
        chat.ReplyToId = reply.Text("parent_message_id");
        chat.ReplyTo = People.Read(reply, "parent_user");
        chat.SourceChannel = People.Read(e, "source_broadcaster_user");
        chat.SourceId = e.Text("source_message_id");
        return new LiveEvent
        {
            Actor = Chatter(e, channelId),
            ChatMessage = chat,
            // Shared chat: the channel in which it was written has it too, and counts it.
            Echo = chat.SourceChannel is { } source && source.Id != $"twitch:{channelId}",
        };
    }

    /// <summary>A chat message of the given kind from the event's <c>message</c>.</summary>
    public static ChatMessage Body(JsonElement e, ChatMessage.Types.Kind kind)
    {
        var message = e.Object("message");
        var chat = new ChatMessage { Kind = kind, Text = message.Text("text") };
        chat.Fragments.AddRange(message.Items("fragments").Select(Fragment));
        return chat;
    }

    /// <summary>Who wrote, with what their badges say of them.</summary>
    public static Actor? Chatter(JsonElement e, string channelId)
    {
        var actor = People.ActorUnlessAnonymous(e, "chatter_user", "chatter_is_anonymous", channelId);
        if (actor is null or { IsAnonymous: true })
        {
            return actor;
        }

        foreach (var badge in e.Items("badges"))
        {
            switch (badge.Text("set_id"))
            {
                case "broadcaster":
                    actor.IsOwner = true;
                    break;
                case "moderator" or "lead_moderator":
                    actor.IsModerator = true;
                    break;
                case "subscriber" or "founder":
                    actor.IsMember = true;
                    break;
                case "partner":
                    actor.IsVerified = true;
                    break;
            }
        }

        return actor;
    }

    private static Fragment Fragment(JsonElement e) =>
        new()
        {
            Kind = e.Text("type") switch
            {
                "emote" => V1.Fragment.Types.Kind.Emote,
                "mention" => V1.Fragment.Types.Kind.Mention,
                "cheermote" => V1.Fragment.Types.Kind.Cheer,
                _ => V1.Fragment.Types.Kind.Text,
            },
            Text = e.Text("text"),
            EmoteId = e.Object("emote").Text("id"),
            Mention = People.Read(e.Object("mention"), "user"),
        };
}
