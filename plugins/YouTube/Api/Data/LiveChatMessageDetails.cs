namespace LiveIp.Plugins.YouTube.Api.Data;

internal sealed class LiveChatTextMessageDetails
{
    public string? MessageText { get; set; }
}

internal sealed class LiveChatMessageDeletedDetails
{
    public string? DeletedMessageId { get; set; }
}

internal sealed class LiveChatMessageRetractedDetails
{
    public string? RetractedMessageId { get; set; }
}

internal sealed class LiveChatUserBannedMessageDetails
{
    public ChannelProfileDetails? BannedUserDetails { get; set; }
    public string? BanType { get; set; }
    public ulong? BanDurationSeconds { get; set; }
}

internal sealed class ChannelProfileDetails
{
    public string? ChannelId { get; set; }
    public string? ChannelUrl { get; set; }
    public string? DisplayName { get; set; }
    public string? ProfileImageUrl { get; set; }
}

internal sealed class LiveChatSuperChatDetails
{
    public ulong? AmountMicros { get; set; }
    public string? Currency { get; set; }
    public string? AmountDisplayString { get; set; }
    public string? UserComment { get; set; }
    public uint? Tier { get; set; }
}

internal sealed class LiveChatFanFundingEventDetails
{
    public ulong? AmountMicros { get; set; }
    public string? Currency { get; set; }
    public string? AmountDisplayString { get; set; }
    public string? UserComment { get; set; }
}

internal sealed class LiveChatSuperStickerDetails
{
    public ulong? AmountMicros { get; set; }
    public string? Currency { get; set; }
    public string? AmountDisplayString { get; set; }
    public uint? Tier { get; set; }
    public SuperStickerMetadata? SuperStickerMetadata { get; set; }
}

internal sealed class SuperStickerMetadata
{
    public string? StickerId { get; set; }
    public string? AltText { get; set; }
    public string? AltTextLanguage { get; set; }
}

internal sealed class LiveChatNewSponsorDetails
{
    public string? MemberLevelName { get; set; }
    public bool? IsUpgrade { get; set; }
}

internal sealed class LiveChatMemberMilestoneChatDetails
{
    public string? MemberLevelName { get; set; }
    public uint? MemberMonth { get; set; }
    public string? UserComment { get; set; }
}

internal sealed class LiveChatMembershipGiftingDetails
{
    public int? GiftMembershipsCount { get; set; }
    public string? GiftMembershipsLevelName { get; set; }
}

internal sealed class LiveChatGiftMembershipReceivedDetails
{
    public string? MemberLevelName { get; set; }
    public string? GifterChannelId { get; set; }
    public string? AssociatedMembershipGiftingMessageId { get; set; }
}

internal sealed class LiveChatPollDetails
{
    public LiveChatPollDetailsPollMetadata? Metadata { get; set; }
    public string? Status { get; set; }
}

internal sealed class LiveChatPollDetailsPollMetadata
{
    public string? QuestionText { get; set; }
    public IList<LiveChatPollDetailsPollMetadataPollOption>? Options { get; set; }
}

internal sealed class LiveChatPollDetailsPollMetadataPollOption
{
    public string? OptionText { get; set; }
    public long? Tally { get; set; }
}

internal sealed class LiveChatGiftDetails
{
    public string? GiftName { get; set; }
    public string? GiftUrl { get; set; }
    public string? GiftDuration { get; set; }
    public int? JewelsAmount { get; set; }
    public int? ComboCount { get; set; }
    public bool? HasVisualEffect { get; set; }
    public string? AltText { get; set; }
    public string? Language { get; set; }
}

internal sealed class LiveChatGiftEventDetails
{
    public LiveChatGiftDetails? GiftMetadata { get; set; }
}
