using System.Text.Json;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

/// <summary>Events as Twitch sends them, and the shortest way through the normalizer.</summary>
internal static class Wire
{
    public const string Channel = "1001";
    public const string Broadcaster = """ "broadcaster_user_id":"1001","broadcaster_user_login":"star","broadcaster_user_name":"Star" """;
    public const string User = """ "user_id":"7","user_login":"ann","user_name":"Ann" """;

    public static LiveEvent Read(string type, string json, CountingSources? sources = null) =>
        new EventNormalizer(Channel).Normalize(
            new Notification
            {
                MessageId = "meta-1",
                At = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero),
                Type = type,
                Event = JsonElement.Parse(json),
            },
            sources ?? CountingSources.All
        );

    public static string Chat(string messageId, string more = "") =>
        $$"""
            {{{Broadcaster}},"chatter_user_id":"7","chatter_user_login":"ann","chatter_user_name":"Ann","message_id":"{{messageId}}",
            "message":{"text":"hi","fragments":[{"type":"text","text":"hi","cheermote":null,"emote":null,"mention":null}]},
            "color":"#fff","badges":[{"set_id":"subscriber","id":"3","info":"4"},{"set_id":"moderator","id":"1","info":""}],
            "message_type":"text","cheer":null,"reply":null,"channel_points_custom_reward_id":null,"source_broadcaster_user_id":null,
            "source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"source_message_id":null,"source_badges":null{{more}}}
            """;

    public static string Notice(string type, string details, string more = "") =>
        $$"""
            {{{Broadcaster}},"chatter_user_id":"7","chatter_user_login":"ann","chatter_user_name":"Ann","chatter_is_anonymous":false,
            "color":"","badges":[],"system_message":"said","message_id":"notice-1","message":{"text":"yay","fragments":[]},
            "notice_type":"{{type}}","{{type}}":{{details}}{{more}}}
            """;
}
