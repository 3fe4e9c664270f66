using System.Text.Json;
using Google.Protobuf;
using LiveIp.Plugins.YouTube.Api.Streaming;
using LiveIp.Plugins.YouTube.Normalize;
using LiveIp.V1;

namespace YouTube.Tests.Normalize;

public sealed class ChatMessagesTests
{
    private static readonly MessageContext Context = new("bc-1", new DateTimeOffset(2026, 11, 23, 22, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Types => MessagePairs.Types;

    [Theory]
    [MemberData(nameof(Types))]
    public void Both_forms_of_a_message_are_the_same_event(string type)
    {
        var (fromStream, fromList) = (FromStream(type), FromList(type));
        Assert.Equal(fromList, fromStream);
        Assert.NotEqual(LiveEvent.BodyOneofCase.Vendor, fromStream.BodyCase);
        Assert.Equal("youtube:UCauthor", fromStream.Actor.Person.Id);
        Assert.True(fromStream.Actor.IsModerator);
        Assert.Equal("bc-1", fromStream.Broadcast);
        Assert.Equal(new DateTime(2026, 11, 23, 21, 0, 0, 123, DateTimeKind.Utc), fromStream.OccurredAt.ToDateTime());
    }

    [Fact]
    public void Text_is_what_was_written()
    {
        var message = FromStream("textMessageEvent").ChatMessage;
        Assert.Equal("你好 :hand-pink-waving: 🎉", message.Text);
        Assert.Equal(ChatMessage.Types.Kind.Text, message.Kind);
    }

    [Fact]
    public void Super_chat_is_money_with_a_text()
    {
        var chat = FromStream("superChatEvent").Contribution;
        Assert.Equal(Contribution.Types.Kind.PaidMessage, chat.Kind);
        Assert.Equal((1_750_000, "USD", Money.Types.Kind.Fiat), (chat.Money.Micros, chat.Money.Currency, chat.Money.Kind));
        Assert.Equal((1, true, "go!", 2), (chat.Count, chat.Paid, chat.Text, chat.Tier));
    }

    [Fact]
    public void Super_sticker_is_an_item_without_a_text()
    {
        var sticker = FromStream("superStickerEvent").Contribution;
        Assert.Equal(Contribution.Types.Kind.PaidSticker, sticker.Kind);
        Assert.Equal(
            (5_000_000, "JPY", "s1", "A cat", ""),
            (sticker.Money.Micros, sticker.Money.Currency, sticker.ItemId, sticker.ItemName, sticker.Text)
        );
    }

    [Theory]
    [InlineData("newSponsorEvent", Membership.Types.Kind.Upgrade, 0, 1)]
    [InlineData("memberMilestoneChatEvent", Membership.Types.Kind.Milestone, 0, 1)]
    [InlineData("membershipGiftingEvent", Membership.Types.Kind.GiftGiven, 5, 5)]
    [InlineData("giftMembershipReceivedEvent", Membership.Types.Kind.GiftReceived, 0, 1)]
    public void Memberships_are_counted_where_they_are_bought(string type, Membership.Types.Kind kind, int gained, int count)
    {
        var membership = FromStream(type).Membership;
        Assert.Equal((kind, gained, count, "Gold"), (membership.Kind, membership.Gained, membership.Count, membership.Level));
    }

    [Fact]
    public void A_given_membership_names_giver_receiver_and_batch()
    {
        var received = FromStream("giftMembershipReceivedEvent").Membership;
        Assert.Equal(("youtube:UCgiver", "youtube:UCauthor", "m9"), (received.Gifter.Id, received.Recipient.Id, received.GiftBatchId));
        Assert.Equal("m1", FromStream("membershipGiftingEvent").Membership.GiftBatchId);
        Assert.Equal(7, FromStream("memberMilestoneChatEvent").Membership.Months);
    }

    [Theory]
    [InlineData("messageDeletedEvent", "m1", Retraction.Types.Kind.MessageDeleted, "m0")]
    [InlineData("messageRetractedEvent", "m1", Retraction.Types.Kind.MessageRetracted, "m0")]
    [InlineData("tombstone", "m1:tombstone", Retraction.Types.Kind.MessageDeleted, "m1")]
    public void What_is_gone_is_named(string type, string id, Retraction.Types.Kind kind, string target)
    {
        var happened = FromStream(type);
        Assert.Equal((id, kind), (happened.Id, happened.Retraction.Kind));
        Assert.Equal([target], happened.Retraction.TargetIds);
    }

    [Fact]
    public void A_temporary_ban_has_a_duration()
    {
        var ban = FromStream("userBannedEvent").Retraction;
        Assert.Equal((Retraction.Types.Kind.TimedOut, "youtube:UCbad", 300), (ban.Kind, ban.Target.Id, ban.Duration.Seconds));
    }

    [Fact]
    public void A_closed_poll_outranks_every_open_state_of_it()
    {
        var happened = FromStream("pollEvent");
        Assert.Equal(1_000_000_007, happened.Revision);
        Assert.Equal(("m1", "Next?", Poll.Types.State.Closed), (happened.Poll.PollId, happened.Poll.Question, happened.Poll.State));
        Assert.Equal([("A", 3L), ("B", 4L)], happened.Poll.Options.Select(o => (o.Label, o.Votes)));
    }

    [Theory]
    [InlineData("sponsorOnlyModeStartedEvent", "true")]
    [InlineData("sponsorOnlyModeEndedEvent", "false")]
    public void Members_only_is_a_rule_of_the_chat(string type, string on) =>
        Assert.Equal(on, FromStream(type).ChannelUpdate.ChatRules["members_only"]);

    [Theory]
    [InlineData(""" "giftDetails":{"giftName":"Rose","jewelsAmount":10,"comboCount":3} """, 3, 30_000_000)]
    [InlineData(""" "giftEventDetails":{"giftMetadata":{"giftName":"Rose","jewelsAmount":10}} """, 1, 10_000_000)]
    [InlineData(""" "giftDetails":{"giftName":"Rose","jewelsAmount":2147483647,"comboCount":2147483647} """, int.MaxValue, long.MaxValue)]
    public void A_gift_is_all_of_its_combo_so_far(string details, int count, long micros)
    {
        var gift = FromJson("giftEvent", details);
        Assert.Equal((count, count, count), (gift.Revision, (int)gift.Contribution.Count, (int)gift.Contribution.ComboCount));
        Assert.Equal(
            (micros, "x-yt-jewel", Money.Types.Kind.Virtual),
            (gift.Contribution.Money.Micros, gift.Contribution.Money.Currency, gift.Contribution.Money.Kind)
        );
        Assert.Equal("Rose", gift.Contribution.ItemName);
    }

    [Fact]
    public void Fan_funding_is_a_paid_message() =>
        Assert.Equal(
            2_000_000,
            FromJson(
                "fanFundingEvent",
                """ "fanFundingEventDetails":{"amountMicros":"2000000","currency":"EUR"} """
            ).Contribution.Money.Micros
        );

    [Fact]
    public void A_type_of_no_common_meaning_is_kept_without_a_reason()
    {
        var happened = FromJson("somethingNewEvent", """ "somethingNewDetails":{"x":1} """);
        Assert.Equal(("m1", "youtube/somethingNewEvent", ""), (happened.Id, happened.Vendor.Type, happened.Vendor.Reason));
        Assert.Contains("somethingNewDetails", happened.Vendor.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_newer_than_the_interface_is_kept_with_its_bytes()
    {
        var item = Message(new LiveChatMessageSnippet { Type = 4242 }).ToByteString();
        var vendor = StreamMessages.Normalize(item, Context).Vendor;
        Assert.Equal("youtube/type-4242", vendor.Type);
        Assert.Contains(
            item.ToBase64(),
            JsonDocument.Parse(vendor.Json).RootElement.GetProperty("protobuf").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("superChatEvent", "")]
    [InlineData("superChatEvent", """ "superChatDetails":{"amountMicros":{"a":1},"currency":"USD"} """)]
    [InlineData("superChatEvent", """ "superChatDetails":{"amountMicros":"-5","currency":"USD"} """)]
    [InlineData("giftEvent", """ "giftDetails":{"comboCount":0} """)]
    [InlineData("membershipGiftingEvent", """ "membershipGiftingDetails":{} """)]
    public void Details_that_make_no_sense_are_kept_with_a_reason(string type, string details)
    {
        var vendor = FromJson(type, details).Vendor;
        Assert.Equal($"youtube/{type}", vendor.Type);
        Assert.NotEmpty(vendor.Reason);
    }

    private static LiveEvent FromList(string type) => FromJson(type, MessagePairs.All[type].Details);

    private static LiveEvent FromJson(string type, string details)
    {
        var more = details.Length == 0 ? "" : $",{details}";
        using var json = JsonDocument.Parse(
            $$"""
            {"id":"m1","snippet":{"type":"{{type}}","publishedAt":"2026-11-23T21:00:00.123Z"{{more}} },
            "authorDetails":{"channelId":"UCauthor","displayName":"@author","isChatModerator":true} }
            """
        );
        return ChatMessages.Normalize(json.RootElement, Context);
    }

    private static LiveEvent FromStream(string type) =>
        StreamMessages.Normalize(Message(MessagePairs.All[type].Snippet.Clone()).ToByteString(), Context);

    private static LiveChatMessage Message(LiveChatMessageSnippet snippet)
    {
        snippet.PublishedAt = "2026-11-23T21:00:00.123000+00:00";
        return new()
        {
            Id = "m1",
            Snippet = snippet,
            AuthorDetails = new()
            {
                ChannelId = "UCauthor",
                DisplayName = "@author",
                IsChatModerator = true,
            },
        };
    }
}
