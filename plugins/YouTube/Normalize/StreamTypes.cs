namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>The stream's numbers -> the names that REST has for the same things.</summary>
internal static class StreamTypes
{
    public static string Message(int number) =>
        number switch
        {
            1 => "textMessageEvent",
            2 => "tombstone",
            3 => "fanFundingEvent",
            4 => "chatEndedEvent",
            5 => "sponsorOnlyModeStartedEvent",
            6 => "sponsorOnlyModeEndedEvent",
            7 => "newSponsorEvent",
            8 => "messageDeletedEvent",
            9 => "messageRetractedEvent",
            10 => "userBannedEvent",
            15 => "superChatEvent",
            16 => "superStickerEvent",
            17 => "memberMilestoneChatEvent",
            18 => "membershipGiftingEvent",
            19 => "giftMembershipReceivedEvent",
            20 => "pollEvent",
            21 => ChatMessages.GiftType,
            0 => "invalidType",
            _ => $"type-{number}",
        };

    public static string? Ban(int number) =>
        number switch
        {
            1 => "permanent",
            2 => "temporary",
            _ => null,
        };

    public static string PollStatus(int number) =>
        number switch
        {
            1 => "active",
            2 => "closed",
            _ => "unknown",
        };
}
