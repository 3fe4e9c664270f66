using LiveIp.Plugins.YouTube.Api.Streaming;

namespace YouTube.Tests.Normalize;

/// <summary>Every type of message in both of its forms: as the stream sends it and as the list call does.</summary>
internal static class MessagePairs
{
    public static TheoryData<string> Types => [.. All.Keys];

    /// <summary>By type: the stream's snippet, and the JSON of the snippet's details.</summary>
    public static IReadOnlyDictionary<string, (LiveChatMessageSnippet Snippet, string Details)> All { get; } =
        new Dictionary<string, (LiveChatMessageSnippet, string)>
        {
            ["textMessageEvent"] = (
                new()
                {
                    Type = 1,
                    TextMessageDetails = new() { MessageText = "你好 :hand-pink-waving: 🎉" },
                },
                """ "textMessageDetails":{"messageText":"你好 :hand-pink-waving: 🎉"} """
            ),
            ["tombstone"] = (new() { Type = 2 }, ""),
            ["chatEndedEvent"] = (new() { Type = 4 }, ""),
            ["sponsorOnlyModeStartedEvent"] = (new() { Type = 5 }, ""),
            ["sponsorOnlyModeEndedEvent"] = (new() { Type = 6 }, ""),
            ["newSponsorEvent"] = (
                new()
                {
                    Type = 7,
                    NewSponsorDetails = new() { MemberLevelName = "Gold", IsUpgrade = true },
                },
                """ "newSponsorDetails":{"memberLevelName":"Gold","isUpgrade":true} """
            ),
            ["messageDeletedEvent"] = (
                new()
                {
                    Type = 8,
                    MessageDeletedDetails = new() { DeletedMessageId = "m0" },
                },
                """ "messageDeletedDetails":{"deletedMessageId":"m0"} """
            ),
            ["messageRetractedEvent"] = (
                new()
                {
                    Type = 9,
                    MessageRetractedDetails = new() { RetractedMessageId = "m0" },
                },
                """ "messageRetractedDetails":{"retractedMessageId":"m0"} """
            ),
            ["userBannedEvent"] = (
                new()
                {
                    Type = 10,
                    UserBannedDetails = new()
                    {
                        BanType = 2,
                        BanDurationSeconds = 300,
                        BannedUserDetails = new() { ChannelId = "UCbad", DisplayName = "Bad" },
                    },
                },
                """ "userBannedDetails":{"banType":"temporary","banDurationSeconds":"300","bannedUserDetails":{"channelId":"UCbad","displayName":"Bad"}} """
            ),
            ["superChatEvent"] = (
                new()
                {
                    Type = 15,
                    SuperChatDetails = new()
                    {
                        AmountMicros = 1_750_000,
                        Currency = "USD",
                        UserComment = "go!",
                        Tier = 2,
                    },
                },
                """ "superChatDetails":{"amountMicros":"1750000","currency":"USD","userComment":"go!","tier":2} """
            ),
            ["superStickerEvent"] = (
                new()
                {
                    Type = 16,
                    SuperStickerDetails = new()
                    {
                        AmountMicros = 5_000_000,
                        Currency = "JPY",
                        Tier = 1,
                        SuperStickerMetadata = new() { StickerId = "s1", AltText = "A cat" },
                    },
                },
                """ "superStickerDetails":{"amountMicros":5000000,"currency":"JPY","tier":1,"superStickerMetadata":{"stickerId":"s1","altText":"A cat"}} """
            ),
            ["memberMilestoneChatEvent"] = (
                new()
                {
                    Type = 17,
                    MemberMilestoneChatDetails = new()
                    {
                        MemberLevelName = "Gold",
                        MemberMonth = 7,
                        UserComment = "seven",
                    },
                },
                """ "memberMilestoneChatDetails":{"memberLevelName":"Gold","memberMonth":7,"userComment":"seven"} """
            ),
            ["membershipGiftingEvent"] = (
                new()
                {
                    Type = 18,
                    MembershipGiftingDetails = new() { GiftMembershipsCount = 5, GiftMembershipsLevelName = "Gold" },
                },
                """ "membershipGiftingDetails":{"giftMembershipsCount":5,"giftMembershipsLevelName":"Gold"} """
            ),
            ["giftMembershipReceivedEvent"] = (
                new()
                {
                    Type = 19,
                    GiftMembershipReceivedDetails = new()
                    {
                        MemberLevelName = "Gold",
                        GifterChannelId = "UCgiver",
                        AssociatedMembershipGiftingMessageId = "m9",
                    },
                },
                """ "giftMembershipReceivedDetails":{"memberLevelName":"Gold","gifterChannelId":"UCgiver","associatedMembershipGiftingMessageId":"m9"} """
            ),
            ["pollEvent"] = (
                new()
                {
                    Type = 20,
                    PollDetails = new()
                    {
                        Status = 2,
                        Metadata = new()
                        {
                            QuestionText = "Next?",
                            Options =
                            {
                                new LiveChatPollDetails.Types.PollMetadata.Types.PollOption { OptionText = "A", Tally = 3 },
                                new LiveChatPollDetails.Types.PollMetadata.Types.PollOption { OptionText = "B", Tally = 4 },
                            },
                        },
                    },
                },
                """ "pollDetails":{"status":"closed","metadata":{"questionText":"Next?","options":[{"optionText":"A","tally":"3"},{"optionText":"B","tally":4}]}} """
            ),
        };
}
