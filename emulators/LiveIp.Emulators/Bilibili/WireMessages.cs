using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Bilibili;

/// <summary>Builds the open platform's messages, field by field as documented.</summary>
internal sealed class WireMessages(BilibiliEmulatorOptions options)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OpenId(Viewer viewer) => $"emulated-open-id-{viewer.Number}";

    /// <summary>Price of one gift, guard or paid message, by level.</summary>
    public static long GiftPrice(int level) => level * 100;

    public static long GuardPrice(int rank) =>
        rank switch
        {
            1 => 198_000,
            2 => 1_998_000,
            _ => 19_998_000,
        };

    public static long PaidMessageYuan(int level) => level * 30;

    public byte[] Chat(long number, Viewer viewer, string text, bool sticker, long now) =>
        Message(
            "DM",
            WithViewer(
                viewer,
                now,
                number,
                new()
                {
                    ["msg"] = text,
                    ["emoji_img_url"] = sticker ? "https://example.invalid/emoji.png" : "",
                    ["dm_type"] = sticker ? 1 : 0,
                    ["glory_level"] = 15,
                    ["reply_open_id"] = "",
                    ["reply_uname"] = "",
                    ["is_admin"] = viewer.IsModerator ? 1 : 0,
                }
            )
        );

    public byte[] Gift(string id, GiftEvent gift, int combo, long now) =>
        Message(
            "SEND_GIFT",
            WithViewer(
                gift.Viewer,
                now,
                id,
                new()
                {
                    ["gift_id"] = 31000 + gift.Level,
                    ["gift_name"] = gift.Free ? "辣条" : "小花花",
                    ["gift_num"] = gift.Count,
                    ["price"] = GiftPrice(gift.Level),
                    ["r_price"] = GiftPrice(gift.Level),
                    ["paid"] = !gift.Free,
                    ["anchor_info"] = new JsonObject
                    {
                        ["uid"] = 0,
                        ["open_id"] = options.AnchorOpenId,
                        ["union_id"] = "",
                        ["uname"] = options.AnchorName,
                        ["uface"] = "",
                    },
                    ["gift_icon"] = "https://example.invalid/g.png",
                    ["combo_gift"] = gift.Combo > 1,
                    ["combo_info"] = new JsonObject
                    {
                        ["combo_base_num"] = gift.Count,
                        ["combo_count"] = combo,
                        ["combo_id"] = $"combo-{gift.Number.ToString(CultureInfo.InvariantCulture)}",
                        ["combo_timeout"] = 3,
                    },
                    ["blind_gift"] = new JsonObject { ["blind_gift_id"] = 0, ["status"] = false },
                }
            )
        );

    public byte[] Guard(NewMemberEvent member, long now) =>
        Message(
            "GUARD",
            new()
            {
                ["user_info"] = new JsonObject
                {
                    ["uid"] = 0,
                    ["open_id"] = OpenId(member.Viewer),
                    ["union_id"] = "",
                    ["uname"] = member.Viewer.Name,
                    ["uface"] = "https://example.invalid/f.png",
                },
                // 3 is the lowest level, 1 the highest.
                ["guard_level"] = 4 - member.Level,
                ["guard_num"] = 1,
                ["guard_unit"] = "月",
                ["price"] = GuardPrice(member.Level),
                ["fans_medal_level"] = 12,
                ["fans_medal_name"] = "星星",
                ["fans_medal_wearing_status"] = true,
                ["timestamp"] = now,
                ["room_id"] = options.RoomId,
                ["msg_id"] = options.MessageId(member.Number),
            }
        );

    public byte[] SuperChat(PaidMessageEvent paid, long now) =>
        Message(
            "SUPER_CHAT",
            WithViewer(
                paid.Viewer,
                now,
                paid.Number,
                new()
                {
                    ["message_id"] = options.PaidMessageId(paid.Number),
                    ["message"] = paid.Text,
                    ["rmb"] = PaidMessageYuan(paid.Level),
                    ["start_time"] = now,
                    ["end_time"] = now + (60 * paid.Level),
                }
            )
        );

    public byte[] SuperChatDeleted(long number, long target) =>
        Message(
            "SUPER_CHAT_DEL",
            new()
            {
                ["room_id"] = options.RoomId,
                ["message_ids"] = new JsonArray(options.PaidMessageId(target)),
                ["msg_id"] = options.MessageId(number),
            }
        );

    public byte[] Like(LikeEvent like, long now) =>
        Message("LIKE", WithViewer(like.Viewer, now, like.Number, new() { ["like_text"] = "为主播点赞了", ["like_count"] = like.Count }));

    public byte[] Enter(EnterEvent enter, long now) =>
        Message(
            "LIVE_ROOM_ENTER",
            new()
            {
                ["uid"] = 0,
                ["open_id"] = OpenId(enter.Viewer),
                ["union_id"] = "",
                ["uname"] = enter.Viewer.Name,
                ["uface"] = "https://example.invalid/f.png",
                ["room_id"] = options.RoomId,
                ["timestamp"] = now,
                ["msg_id"] = options.MessageId(enter.Number),
            }
        );

    public byte[] Live(string command, long number, string title, long now) =>
        Message(
            command,
            new()
            {
                ["room_id"] = options.RoomId,
                ["open_id"] = options.AnchorOpenId,
                ["union_id"] = "",
                ["timestamp"] = now,
                ["area_name"] = "虚拟日常",
                ["title"] = title,
                ["msg_id"] = options.MessageId(number),
            }
        );

    public static byte[] InteractionEnd(string gameId, long now) =>
        Message("INTERACTION_END", new() { ["game_id"] = gameId, ["timestamp"] = now });

    private JsonObject WithViewer(Viewer viewer, long now, long number, JsonObject rest) =>
        WithViewer(viewer, now, options.MessageId(number), rest);

    private JsonObject WithViewer(Viewer viewer, long now, string id, JsonObject rest)
    {
        rest["uid"] = 0;
        rest["open_id"] = OpenId(viewer);
        rest["union_id"] = "";
        rest["uname"] = viewer.Name;
        rest["uface"] = "https://example.invalid/f.png";
        rest["fans_medal_level"] = viewer.Number % 30;
        rest["fans_medal_name"] = "星星";
        rest["fans_medal_wearing_status"] = viewer.Number % 2 == 0;
        rest["guard_level"] = viewer.IsMember ? 3 : 0;
        rest["room_id"] = options.RoomId;
        rest["timestamp"] = now;
        rest["msg_id"] = id;
        return rest;
    }

    private static byte[] Message(string command, JsonObject data) =>
        JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["cmd"] = "LIVE_OPEN_PLATFORM_" + command, ["data"] = data }, Plain);
}
