using System.Text;
using System.Text.Json;
using CsCheck;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Normalize;
using LiveIp.V1;
using static LiveIp.V1.LiveEvent;

namespace LiveIp.Plugins.Bilibili.Tests.Normalize;

public sealed class PacketNormalizerTests
{
    private const string Viewer = """
        "uid":0,"open_id":"o-2","union_id":"","uname":"观众","uface":"https://example.invalid/f.png","guard_level":2,
        "fans_medal_level":12,"fans_medal_name":"牌","fans_medal_wearing_status":true,"room_id":100,"timestamp":1790000000
        """;

    [Theory]
    [InlineData("DM")]
    [InlineData("DM_MIRROR")]
    [InlineData("DM:4:0:2:2:2:0")]
    public void A_chat_message_has_its_text_and_its_author(string cmd)
    {
        var it = Read(cmd, $$"""{{{Viewer}},"msg":"你好","msg_id":"m-1","dm_type":0,"emoji_img_url":"","is_admin":1}""");

        Assert.Equal("m-1", it.Id);
        Assert.Equal(ChatMessage.Types.Kind.Text, it.ChatMessage.Kind);
        Assert.Equal("你好", it.ChatMessage.Text);
        Assert.Empty(it.ChatMessage.Fragments);
        Assert.Null(it.ChatMessage.ReplyTo);
        Assert.Equal(1790000000, it.OccurredAt.Seconds);
        Assert.Equal("bilibili-open:o-2", it.Actor.Person.Id);
        Assert.Equal("观众", it.Actor.Person.DisplayName);
        Assert.Equal("https://example.invalid/f.png", it.Actor.Person.AvatarUri);
        Assert.True(it.Actor.IsMember);
        Assert.True(it.Actor.IsModerator);
        Assert.False(it.Actor.IsOwner);
        Assert.False(it.Echo);
    }

    [Fact]
    public void A_picture_is_a_sticker_and_an_answer_names_whom_it_answers()
    {
        var it = Read(
            "DM",
            """{"open_id":"anchor","msg":"[赞]","msg_id":"m","dm_type":1,"emoji_img_url":"https://example.invalid/e.png","reply_open_id":"o-9","reply_uname":"别人"}"""
        );

        Assert.Equal(ChatMessage.Types.Kind.Sticker, it.ChatMessage.Kind);
        Assert.Equal("https://example.invalid/e.png", Assert.Single(it.ChatMessage.Fragments).ImageUri);
        Assert.Equal("bilibili-open:o-9", it.ChatMessage.ReplyTo.Id);
        Assert.True(it.Actor.IsOwner);
        Assert.False(it.Actor.IsMember);
        Assert.Null(it.OccurredAt);
    }

    [Fact]
    public void A_paid_gift_costs_what_was_really_paid_times_how_many()
    {
        var gift = Read("SEND_GIFT", Gift(paid: "true")).Contribution;

        Assert.Equal(Contribution.Types.Kind.Gift, gift.Kind);
        Assert.Equal(3 * 90 * 1_000_000L, gift.Money.Micros);
        Assert.Equal("x-bili-gold", gift.Money.Currency);
        Assert.Equal(Money.Types.Kind.Virtual, gift.Money.Kind);
        Assert.Equal(3, gift.Count);
        Assert.True(gift.Paid);
        Assert.Equal("31036", gift.ItemId);
        Assert.Equal("小花花", gift.ItemName);
        Assert.Equal("c-1", gift.ComboId);
        Assert.Equal(6, gift.ComboCount);
    }

    [Fact]
    public void A_free_gift_has_no_money_though_it_has_a_price()
    {
        var gift = Read("SEND_GIFT", Gift(paid: "false")).Contribution;

        Assert.Null(gift.Money);
        Assert.False(gift.Paid);
        Assert.Equal(3, gift.Count);
    }

    [Theory]
    [InlineData(3, 1, "舰长", "月", 2)]
    [InlineData(2, 2, "提督", "月", 2)]
    [InlineData(1, 3, "总督", "天", 0)]
    public void A_guard_is_a_new_membership(int guardLevel, int rank, string level, string unit, int months)
    {
        var it = Read(
            "GUARD",
            $$$"""{"user_info":{"open_id":"o-2","uname":"观众"},"guard_level":{{{guardLevel}}},"guard_num":2,"guard_unit":"{{{unit}}}","price":138000,"timestamp":1790000000,"msg_id":"m-3"}"""
        );

        Assert.Equal("m-3", it.Id);
        Assert.Equal("bilibili-open:o-2", it.Actor.Person.Id);
        Assert.True(it.Actor.IsMember);
        Assert.Equal(Membership.Types.Kind.New, it.Membership.Kind);
        Assert.Equal((1, 1), (it.Membership.Gained, it.Membership.Count));
        Assert.Equal((rank, level), (it.Membership.Rank, it.Membership.Level));
        Assert.Equal(months, it.Membership.Months);
        Assert.Equal(276_000_000_000, it.Membership.Money.Micros);
        Assert.Equal("x-bili-gold", it.Membership.Money.Currency);
    }

    [Fact]
    public void A_super_chat_is_known_by_the_id_that_its_withdrawal_names()
    {
        var said = Read(
            "SUPER_CHAT",
            $$"""{{{Viewer}},"message_id":9000001,"message":"加油","msg_id":"m-4","rmb":30,"start_time":1790000000,"end_time":1790000060}"""
        );
        var gone = Read("SUPER_CHAT_DEL", """{"room_id":100,"message_ids":[9000001],"msg_id":"m-5"}""");

        Assert.Equal("9000001", said.Id);
        Assert.Equal(Contribution.Types.Kind.PaidMessage, said.Contribution.Kind);
        Assert.Equal((30_000_000, "CNY"), (said.Contribution.Money.Micros, said.Contribution.Money.Currency));
        Assert.Equal(Money.Types.Kind.Fiat, said.Contribution.Money.Kind);
        Assert.Equal("加油", said.Contribution.Text);
        Assert.Equal(60, said.Contribution.ShownFor.Seconds);
        Assert.Equal(1, said.Contribution.Count);
        Assert.True(said.Contribution.Paid);
        Assert.Equal("m-5", gone.Id);
        Assert.Equal(Retraction.Types.Kind.ContributionDeleted, gone.Retraction.Kind);
        Assert.Equal(said.Id, Assert.Single(gone.Retraction.TargetIds));
        Assert.Null(gone.Actor);
    }

    [Fact]
    public void Likes_carry_their_number()
    {
        var it = Read("LIKE", $$"""{{{Viewer}},"like_text":"点赞了","like_count":7,"msg_id":"m-6"}""");

        Assert.Equal(("like", 7), (it.Reaction.Name, it.Reaction.Count));
        Assert.Equal("bilibili-open:o-2", it.Actor.Person.Id);
    }

    [Fact]
    public void Entering_is_a_presence() =>
        Assert.Equal(Presence.Types.Kind.Entered, Read("LIVE_ROOM_ENTER", $$"""{{{Viewer}},"msg_id":"m-7"}""").Presence.Kind);

    [Theory]
    [InlineData("LIVE_START", BroadcastState.Types.State.Started)]
    [InlineData("LIVE_END", BroadcastState.Types.State.Ended)]
    public void Start_and_end_are_the_anchors(string cmd, BroadcastState.Types.State state)
    {
        var it = Read(
            cmd,
            """{"room_id":100,"open_id":"anchor","timestamp":1790000000,"area_name":"虚拟日常","title":"标题","msg_id":"m-8"}"""
        );

        Assert.Equal("m-8", it.Id);
        Assert.Equal((state, "标题", "虚拟日常"), (it.BroadcastState.State, it.BroadcastState.Title, it.BroadcastState.Category));
        Assert.Equal(("bilibili-open:anchor", "主播"), (it.Actor.Person.Id, it.Actor.Person.DisplayName));
        Assert.True(it.Actor.IsOwner);
    }

    [Fact]
    public void The_sessions_end_is_known_by_the_session()
    {
        var it = Read("INTERACTION_END", """{"game_id":"g-1","timestamp":1790000000}""");

        Assert.Equal("interaction-end:g-1", it.Id);
        Assert.Equal(BroadcastState.Types.State.FeedEnded, it.BroadcastState.State);
        Assert.Null(it.Actor);
    }

    [Fact]
    public void What_has_no_common_meaning_is_kept_as_it_came()
    {
        const string json = """{"cmd":"LIVE_OPEN_PLATFORM_NEW_THING:1","data":{"msg_id":"m-9","x":[1, 2]}}""";
        var it = Normalize(Encoding.UTF8.GetBytes(json));

        Assert.Equal("m-9", it.Id);
        Assert.Equal(("bilibili/LIVE_OPEN_PLATFORM_NEW_THING", json, ""), (it.Vendor.Type, it.Vendor.Json, it.Vendor.Reason));
        Assert.Null(it.Actor);
    }

    [Theory]
    [InlineData("DM", """{"open_id":"o","msg":"x"}""", "msg_id")]
    [InlineData("SEND_GIFT", """{"msg_id":"m","paid":true,"gift_num":1}""", "r_price")]
    [InlineData("SEND_GIFT", """{"msg_id":"m","paid":true,"gift_num":-1,"r_price":1}""", "gift_num")]
    [InlineData("SEND_GIFT", """{"msg_id":"m","paid":true,"gift_num":9000000000,"r_price":9000000000}""", "amount")]
    [InlineData("GUARD", """{"msg_id":"m","guard_num":1}""", "price")]
    [InlineData("SUPER_CHAT", """{"msg_id":"m","rmb":30}""", "message_id")]
    [InlineData("SUPER_CHAT", """{"message_id":"1","rmb":"-3"}""", "rmb")]
    [InlineData("SUPER_CHAT_DEL", """{"msg_id":"m"}""", "message_ids")]
    [InlineData("LIKE", """{"msg_id":"m","like_count":"many"}""", "like_count")]
    [InlineData("INTERACTION_END", "[]", "game_id")]
    public void What_cannot_be_read_is_kept_with_the_reason(string cmd, string data, string named)
    {
        var it = Read(cmd, data);

        Assert.Equal(BodyOneofCase.Vendor, it.BodyCase);
        Assert.Equal($"bilibili/LIVE_OPEN_PLATFORM_{cmd}", it.Vendor.Type);
        Assert.Contains(named, it.Vendor.Reason);
        Assert.NotEmpty(it.Id);
    }

    [Theory]
    [InlineData("1790000000", 1790000000, 0)]
    [InlineData("\"1790000000\"", 1790000000, 0)]
    [InlineData("1790000000123", 1790000000, 123_000_000)]
    [InlineData("1790000000123456", 1790000000, 123_456_000)]
    [InlineData("1790000000123456789", 1790000000, 123_456_789)]
    public void Times_in_every_unit_are_read(string timestamp, long seconds, int nanos)
    {
        var time = Read("DM", $$"""{"msg_id":"m","timestamp":{{timestamp}}}""").OccurredAt;

        Assert.Equal((seconds, nanos), (time.Seconds, time.Nanos));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("""{"cmd":"LIVE_OPEN_PLATFORM_DM","data":{"msg_id":"m","msg":"\ud800"}}""")]
    public void Malformed_text_is_kept_as_json_under_the_same_id_every_time(string text)
    {
        var it = Normalize(Encoding.UTF8.GetBytes(text));

        Assert.Equal("bilibili/unreadable", it.Vendor.Type);
        Assert.NotEmpty(it.Vendor.Reason);
        Assert.Equal(text, JsonDocument.Parse(it.Vendor.Json).RootElement.GetProperty("text").GetString());
        Assert.Equal(it.Id, Normalize(Encoding.UTF8.GetBytes(text)).Id);
    }

    [Fact]
    public void A_huge_message_an_endless_id_and_a_long_unknown_one_are_kept_within_bounds()
    {
        var huge = Read("DM", $$"""{"msg_id":"m","msg":"{{new string('x', 300_000)}}"}""");
        Assert.Equal("bilibili/unreadable", huge.Vendor.Type);
        Assert.InRange(huge.Vendor.Json.Length, 1, 8192);

        var id = Read("DM", $$"""{"msg_id":"{{new string('x', 300)}}","msg":"hi"}""");
        Assert.StartsWith("sha256:", id.Id);
        Assert.NotEmpty(id.Vendor.Reason);

        var unknown = Read("NEWS", $$"""{"msg_id":"m","text":"{{new string('x', 70_000)}}"}""");
        Assert.Equal("m", unknown.Id);
        Assert.InRange(unknown.Vendor.Json.Length, 1, 8192);
    }

    [Fact]
    public void Nesting_without_end_doubled_fields_and_numbers_out_of_range_become_one_event()
    {
        Assert.NotEmpty(Read("DM", $$"""{"msg_id":"m","a":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""").Vendor.Reason);
        Assert.Equal("second", Read("DM", """{"msg_id":"m","msg":"first","msg":"second"}""").ChatMessage.Text);
        foreach (var count in new[] { "-1", "1e400", "9223372036854775808", "1.5", "\"NaN\"", "[]" })
        {
            Assert.Contains("like_count", Read("LIKE", $$"""{"msg_id":"m","like_count":{{count}}}""").Vendor.Reason);
        }
    }

    [Fact]
    public void Whatever_comes_becomes_one_event_that_can_be_stored() =>
        Gen.Select(Gen.Byte.Array[0, 80], Gen.Int[0, 12], Gen.Bool)
            .Sample(
                (body, operation, fault) =>
                {
                    var packet = new Packet(operation, 0, body, fault ? "broken" : null);
                    var it = new PacketNormalizer(new Anchor("anchor", "主播")).Normalize(packet);

                    Assert.NotEmpty(it.Id);
                    Assert.NotEqual(BodyOneofCase.None, it.BodyCase);
                    Assert.Equal(it, LiveEvent.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(it)));
                },
                iter: 2000
            );

    private static LiveEvent Read(string cmd, string data) =>
        Normalize(Encoding.UTF8.GetBytes($$"""{"cmd":"LIVE_OPEN_PLATFORM_{{cmd}}","data":{{data}}}"""));

    private static LiveEvent Normalize(byte[] body) => new PacketNormalizer(new Anchor("anchor", "主播")).Normalize(new Packet(5, 0, body));

    private static string Gift(string paid) =>
        $$$"""
            {{{{Viewer}}},"gift_id":31036,"gift_name":"小花花","gift_num":3,"price":100,"r_price":90,"paid":{{{paid}}},"msg_id":"m-2",
            "combo_gift":true,"combo_info":{"combo_base_num":1,"combo_count":6,"combo_id":"c-1","combo_timeout":3}}
            """;
}
