using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

internal sealed partial class Wording
{
    private static readonly string[] NoticeTypes =
    [
        "sub",
        "resub",
        "sub_gift",
        "community_sub_gift",
        "gift_paid_upgrade",
        "prime_paid_upgrade",
        "pay_it_forward",
        "raid",
        "unraid",
        "announcement",
        "bits_badge_tier",
        "charity_donation",
        "shared_chat_sub",
        "shared_chat_resub",
        "shared_chat_sub_gift",
        "shared_chat_community_sub_gift",
        "shared_chat_gift_paid_upgrade",
        "shared_chat_prime_paid_upgrade",
        "shared_chat_pay_it_forward",
        "shared_chat_raid",
        "shared_chat_announcement",
    ];

    private Notification Chat(Viewer viewer, string text, int bits = 0, string messageType = "text")
    {
        var (said, body) = ChatBody(viewer, text, bits, messageType, answered: null);
        _messages++;
        return Say("channel.chat.message", body, "chat_message", new Facts(said.Author, text) { Counts = { ["chat.messages"] = 1 } });
    }

    private (Saying Said, JsonObject Body) ChatBody(Viewer viewer, string text, int bits, string messageType, Saying? answered)
    {
        var person = ids.Of(viewer);
        var id = ids.ChatMessage(_number);
        var said = new Saying(id, person, text, _now, answered?.Thread ?? id, viewer.IsModerator);
        Sayings.Add(said);
        var body = OfChannel().With("chatter_user", person);
        body["message_id"] = id;
        body["message"] = ChatText.Message(text, bits);
        body["color"] = Color(viewer);
        body["badges"] = Badges(viewer);
        body["message_type"] = messageType;
        body["cheer"] = bits > 0 ? new JsonObject { ["bits"] = bits } : null;
        body["reply"] = answered is null ? null : Reply(answered);
        body["channel_points_custom_reward_id"] = null;
        AddSource(body);
        body["is_source_only"] = null;
        return (said, body);
    }

    private JsonObject Reply(Saying answered)
    {
        var first = Sayings.Find(answered.Thread) ?? answered;
        var reply = new JsonObject { ["parent_message_id"] = answered.Id, ["parent_message_body"] = answered.Text }.With(
            "parent_user",
            answered.Author
        );
        reply["thread_message_id"] = first.Id;
        return reply.With("thread_user", first.Author);
    }

    private Notification Announcement(SpecialChatEvent e)
    {
        _messages++;
        var facts = new Facts(ids.Of(e.Viewer), e.Text) { Counts = { ["chat.messages"] = 1 } };
        var detail = new JsonObject { ["color"] = "PRIMARY" };
        return Notice("announcement", e.Viewer, detail, "", "chat_message", facts, e.Text);
    }

    /// <summary>A chat notification: of all the objects named like notice types, exactly one is not null.</summary>
    /// <param name="viewer">Null: anonymous.</param>
    /// <param name="part">Tells notifications of one occurrence apart.</param>
    private Notification Notice(
        string notice,
        Viewer? viewer,
        JsonObject detail,
        string system,
        string kind,
        Facts facts,
        string text = "",
        int part = 0
    )
    {
        // The documented stand-in for those who give without a name.
        var person = viewer is null ? new Person("274598607", "ananonymousgifter", "AnAnonymousGifter") : ids.Of(viewer);
        var body = OfChannel().With("chatter_user", person);
        body["chatter_is_anonymous"] = viewer is null;
        body["color"] = viewer is null ? "" : Color(viewer);
        body["badges"] = viewer is null ? new JsonArray() : Badges(viewer);
        body["system_message"] = system;
        body["message_id"] = part == 0 ? ids.ChatMessage(_number) : IdOf($"chat/{part}", _number);
        body["message"] = ChatText.Message(text, 0);
        body["notice_type"] = notice;
        foreach (var name in NoticeTypes)
        {
            body[name] = name == notice ? detail : null;
        }

        AddSource(body);
        return Say("channel.chat.notification", body, kind, facts);
    }

    /// <summary>Only shared chat has a source, and this channel shares with nobody.</summary>
    private static void AddSource(JsonObject body)
    {
        body.With("source_broadcaster_user", null);
        body["source_message_id"] = null;
        body["source_badges"] = null;
    }

    private static string Color(Viewer viewer) => $"#{((viewer.Number * 2654435761L) & 0xFFFFFF):X6}";

    private static JsonArray Badges(Viewer viewer)
    {
        var badges = new JsonArray();
        if (viewer.Number == 0)
        {
            badges.Add(Badge("broadcaster", "1", ""));
        }
        else if (viewer.IsModerator)
        {
            badges.Add(Badge("moderator", "1", ""));
        }

        if (viewer.IsMember)
        {
            badges.Add(Badge("subscriber", "3", "4"));
        }

        return badges;

        static JsonObject Badge(string set, string id, string info) =>
            new()
            {
                ["set_id"] = set,
                ["id"] = id,
                ["info"] = info,
            };
    }
}
