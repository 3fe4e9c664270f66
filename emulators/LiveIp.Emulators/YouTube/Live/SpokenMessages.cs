using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using BanType = LiveIp.Emulators.YouTube.Wire.LiveChatUserBannedMessageDetails.Types.BanTypeWrapper.Types.BanType;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>What people write, and what moderators and the platform do about it.</summary>
internal static class SpokenMessages
{
    public static ChatEntry Text(Scene scene, ChatEvent chat)
    {
        var id = scene.Ids.Message(chat.Number);
        var row = scene.Row(id, "chat_message", MessageType.TextMessageEvent, chat.Viewer, chat.Text);
        row.Counts["chat.messages"] = 1;
        var message = scene.Message(
            id,
            MessageType.TextMessageEvent,
            chat.Viewer,
            chat.Text,
            snippet => snippet.TextMessageDetails = new LiveChatTextMessageDetails { MessageText = chat.Text }
        );
        return new ChatEntry(message, row);
    }

    public static ChatEntry Removal(Scene scene, MessageDeletedEvent removal)
    {
        var id = scene.Ids.Message(removal.Number);
        var target = scene.Ids.Message(removal.Target);
        var type = removal.ByAuthor ? MessageType.MessageRetractedEvent : MessageType.MessageDeletedEvent;
        var author = removal.ByAuthor ? removal.TargetViewer : removal.Moderator;
        var message = scene.Message(
            id,
            type,
            author,
            removal.ByAuthor ? "Message retracted" : $"Message deleted by {author.Name}.",
            snippet =>
            {
                if (removal.ByAuthor)
                {
                    snippet.MessageRetractedDetails = new LiveChatMessageRetractedDetails { RetractedMessageId = target };
                }
                else
                {
                    snippet.MessageDeletedDetails = new LiveChatMessageDeletedDetails { DeletedMessageId = target };
                }
            }
        );
        return new ChatEntry(message, scene.Row(id, "retraction", type, author));
    }

    public static ChatEntry Ban(Scene scene, BanEvent ban)
    {
        var id = scene.Ids.Message(ban.Number);
        var message = scene.Message(
            id,
            MessageType.UserBannedEvent,
            ban.Moderator,
            $"{ban.Target.Name} was hidden by {ban.Moderator.Name}.",
            snippet =>
            {
                var details = new LiveChatUserBannedMessageDetails { BannedUserDetails = scene.Messages.Profile(ban.Target) };
                if (ban.Seconds is { } seconds)
                {
                    details.BanType = BanType.Temporary;
                    details.BanDurationSeconds = (ulong)seconds;
                }
                else
                {
                    details.BanType = BanType.Permanent;
                }

                snippet.UserBannedDetails = details;
            }
        );
        return new ChatEntry(message, scene.Row(id, "retraction", MessageType.UserBannedEvent, ban.Moderator));
    }

    public static ChatEntry Rules(Scene scene, ChatRulesEvent rules)
    {
        var id = scene.Ids.Message(rules.Number);
        var type = rules.MembersOnly ? MessageType.SponsorOnlyModeStartedEvent : MessageType.SponsorOnlyModeEndedEvent;
        var display = rules.MembersOnly ? "Members-only mode is on." : "Members-only mode is off.";
        return new ChatEntry(scene.Message(id, type, author: null, display), scene.Row(id, "channel_update", type, author: null));
    }

    /// <param name="number">Of the event that ended it.</param>
    public static ChatEntry ChatEnded(Scene scene, long number)
    {
        var id = scene.Ids.Message(number);
        var message = scene.Message(id, MessageType.ChatEndedEvent, author: null, display: null);
        return new ChatEntry(message, scene.Row(id, "broadcast_state", MessageType.ChatEndedEvent, author: null));
    }
}
