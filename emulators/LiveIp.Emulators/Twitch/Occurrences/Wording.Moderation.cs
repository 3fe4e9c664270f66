using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

internal sealed partial class Wording
{
    private Notification MessageDeleted(MessageDeletedEvent e)
    {
        var body = OfChannel().With("target_user", ids.Of(e.TargetViewer));
        body["message_id"] = ids.ChatMessage(e.Target);
        return Say("channel.chat.message_delete", body, "retraction", new Facts());
    }

    /// <summary>The ban, and the chat being rid of what the person wrote: two facts.</summary>
    private List<Notification> Ban(BanEvent e)
    {
        var target = ids.Of(e.Target);
        var moderator = ids.Of(e.Moderator);
        var body = OfChannel(new JsonObject().With("user", target)).With("moderator_user", moderator);
        body["reason"] = e.Reason;
        body["banned_at"] = _at;
        body["ends_at"] = e.Seconds is { } seconds ? Wire.Nanos(_now.AddSeconds(seconds)) : null;
        body["is_permanent"] = e.Seconds is null;
        var cleared = OfChannel().With("target_user", target);
        return
        [
            Say("channel.ban", body, "retraction", new Facts(moderator)),
            Say("channel.chat.clear_user_messages", cleared, "retraction", new Facts()),
        ];
    }

    private Notification Unban(UnbanEvent e)
    {
        var moderator = ids.Of(e.Moderator);
        var body = OfChannel(new JsonObject().With("user", ids.Of(e.Target))).With("moderator_user", moderator);
        return Say("channel.unban", body, "retraction", new Facts(moderator));
    }

    private Notification ChatCleared() => Say("channel.chat.clear", OfChannel(), "retraction", new Facts());

    private Notification ChatRules(ChatRulesEvent e)
    {
        var body = OfChannel();
        body["emote_mode"] = false;
        body["follower_mode"] = false;
        body["follower_mode_duration_minutes"] = null;
        body["slow_mode"] = false;
        body["slow_mode_wait_time_seconds"] = null;
        body["subscriber_mode"] = e.MembersOnly;
        body["unique_chat_mode"] = false;
        return Say("channel.chat_settings.update", body, "channel_update", new Facts());
    }
}
