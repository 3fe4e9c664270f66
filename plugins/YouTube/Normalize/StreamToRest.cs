using LiveIp.Plugins.YouTube.Api.Data;
using Stream = LiveIp.Plugins.YouTube.Api.Streaming;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>The stream's messages -> their REST form, field by field. A field that is absent here is absent there.</summary>
internal static class StreamToRest
{
    public static LiveChatMessage Message(Stream.LiveChatMessage m) =>
        new()
        {
            Kind = m.HasKind ? m.Kind : null,
            Etag = m.HasEtag ? m.Etag : null,
            Id = m.HasId ? m.Id : null,
            Snippet = m.Snippet is null ? null : Snippet(m.Snippet),
            AuthorDetails = m.AuthorDetails is null ? null : Author(m.AuthorDetails),
        };

    private static LiveChatMessageAuthorDetails Author(Stream.LiveChatMessageAuthorDetails a) =>
        new()
        {
            ChannelId = a.HasChannelId ? a.ChannelId : null,
            ChannelUrl = a.HasChannelUrl ? a.ChannelUrl : null,
            DisplayName = a.HasDisplayName ? a.DisplayName : null,
            ProfileImageUrl = a.HasProfileImageUrl ? a.ProfileImageUrl : null,
            IsVerified = a.HasIsVerified ? a.IsVerified : null,
            IsChatOwner = a.HasIsChatOwner ? a.IsChatOwner : null,
            IsChatSponsor = a.HasIsChatSponsor ? a.IsChatSponsor : null,
            IsChatModerator = a.HasIsChatModerator ? a.IsChatModerator : null,
        };

    private static LiveChatMessageSnippet Snippet(Stream.LiveChatMessageSnippet s) =>
        new()
        {
            Type = s.HasType ? StreamTypes.Message(s.Type) : null,
            LiveChatId = s.HasLiveChatId ? s.LiveChatId : null,
            AuthorChannelId = s.HasAuthorChannelId ? s.AuthorChannelId : null,
            PublishedAt = s.HasPublishedAt ? s.PublishedAt : null,
            HasDisplayContent = s.HasHasDisplayContent ? s.HasDisplayContent : null,
            DisplayMessage = s.HasDisplayMessage ? s.DisplayMessage : null,
            TextMessageDetails = s.TextMessageDetails is { } text
                ? new() { MessageText = text.HasMessageText ? text.MessageText : null }
                : null,
            MessageDeletedDetails = s.MessageDeletedDetails is { } deleted ? new() { DeletedMessageId = deleted.DeletedMessageId } : null,
            MessageRetractedDetails = s.MessageRetractedDetails is { } gone ? new() { RetractedMessageId = gone.RetractedMessageId } : null,
            UserBannedDetails = s.UserBannedDetails is { } banned ? Banned(banned) : null,
            SuperChatDetails = s.SuperChatDetails is { } chat ? SuperChat(chat) : null,
            SuperStickerDetails = s.SuperStickerDetails is { } sticker ? SuperSticker(sticker) : null,
            NewSponsorDetails = s.NewSponsorDetails is { } sponsor
                ? new() { MemberLevelName = sponsor.MemberLevelName, IsUpgrade = sponsor.IsUpgrade }
                : null,
            MemberMilestoneChatDetails = s.MemberMilestoneChatDetails is { } milestone
                ? new()
                {
                    MemberLevelName = milestone.MemberLevelName,
                    MemberMonth = milestone.MemberMonth,
                    UserComment = milestone.UserComment,
                }
                : null,
            MembershipGiftingDetails = s.MembershipGiftingDetails is { } given
                ? new() { GiftMembershipsCount = given.GiftMembershipsCount, GiftMembershipsLevelName = given.GiftMembershipsLevelName }
                : null,
            GiftMembershipReceivedDetails = s.GiftMembershipReceivedDetails is { } received
                ? new()
                {
                    MemberLevelName = received.MemberLevelName,
                    GifterChannelId = received.GifterChannelId,
                    AssociatedMembershipGiftingMessageId = received.AssociatedMembershipGiftingMessageId,
                }
                : null,
            PollDetails = s.PollDetails is { } poll ? Poll(poll) : null,
        };

    private static LiveChatUserBannedMessageDetails Banned(Stream.LiveChatUserBannedMessageDetails d) =>
        new()
        {
            BanType = d.HasBanType ? StreamTypes.Ban(d.BanType) : null,
            BanDurationSeconds = d.HasBanDurationSeconds ? d.BanDurationSeconds : null,
            BannedUserDetails = d.BannedUserDetails is { } user
                ? new()
                {
                    ChannelId = user.ChannelId,
                    ChannelUrl = user.ChannelUrl,
                    DisplayName = user.DisplayName,
                    ProfileImageUrl = user.ProfileImageUrl,
                }
                : null,
        };

    private static LiveChatSuperChatDetails SuperChat(Stream.LiveChatSuperChatDetails d) =>
        new()
        {
            AmountMicros = d.HasAmountMicros ? d.AmountMicros : null,
            Currency = d.HasCurrency ? d.Currency : null,
            AmountDisplayString = d.HasAmountDisplayString ? d.AmountDisplayString : null,
            UserComment = d.HasUserComment ? d.UserComment : null,
            Tier = d.HasTier ? d.Tier : null,
        };

    private static LiveChatSuperStickerDetails SuperSticker(Stream.LiveChatSuperStickerDetails d) =>
        new()
        {
            AmountMicros = d.HasAmountMicros ? d.AmountMicros : null,
            Currency = d.HasCurrency ? d.Currency : null,
            AmountDisplayString = d.HasAmountDisplayString ? d.AmountDisplayString : null,
            Tier = d.HasTier ? d.Tier : null,
            SuperStickerMetadata = d.SuperStickerMetadata is { } sticker
                ? new()
                {
                    StickerId = sticker.StickerId,
                    AltText = sticker.AltText,
                    AltTextLanguage = sticker.AltTextLanguage,
                }
                : null,
        };

    private static LiveChatPollDetails Poll(Stream.LiveChatPollDetails d) =>
        new()
        {
            Status = d.HasStatus ? StreamTypes.PollStatus(d.Status) : null,
            Metadata = d.Metadata is { } metadata
                ? new()
                {
                    QuestionText = metadata.QuestionText,
                    Options =
                    [
                        .. metadata.Options.Select(static o => new LiveChatPollDetailsPollMetadataPollOption
                        {
                            OptionText = o.OptionText,
                            Tally = o.HasTally ? o.Tally : null,
                        }),
                    ],
                }
                : null,
        };
}
