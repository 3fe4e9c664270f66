using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveIp.Plugins.YouTube.Api.Data;

/// <summary>
/// Resource liveChatMessage. All properties are optional on the wire. 64-bit numbers come as strings and are
/// accepted as numbers too; what the gRPC stream sends is turned into the same classes.
/// </summary>
internal sealed class LiveChatMessage
{
    public string? Kind { get; set; }
    public string? Etag { get; set; }
    public string? Id { get; set; }
    public LiveChatMessageSnippet? Snippet { get; set; }
    public LiveChatMessageAuthorDetails? AuthorDetails { get; set; }
}

internal sealed class LiveChatMessageAuthorDetails
{
    public string? ChannelId { get; set; }
    public string? ChannelUrl { get; set; }
    public string? DisplayName { get; set; }
    public string? ProfileImageUrl { get; set; }
    public bool? IsVerified { get; set; }
    public bool? IsChatOwner { get; set; }
    public bool? IsChatSponsor { get; set; }
    public bool? IsChatModerator { get; set; }
}

internal sealed class LiveChatMessageSnippet
{
    public string? Type { get; set; }
    public string? LiveChatId { get; set; }
    public string? AuthorChannelId { get; set; }
    public string? PublishedAt { get; set; }
    public bool? HasDisplayContent { get; set; }
    public string? DisplayMessage { get; set; }
    public LiveChatTextMessageDetails? TextMessageDetails { get; set; }
    public LiveChatMessageDeletedDetails? MessageDeletedDetails { get; set; }
    public LiveChatMessageRetractedDetails? MessageRetractedDetails { get; set; }
    public LiveChatUserBannedMessageDetails? UserBannedDetails { get; set; }
    public LiveChatSuperChatDetails? SuperChatDetails { get; set; }
    public LiveChatFanFundingEventDetails? FanFundingEventDetails { get; set; }
    public LiveChatSuperStickerDetails? SuperStickerDetails { get; set; }
    public LiveChatNewSponsorDetails? NewSponsorDetails { get; set; }
    public LiveChatMemberMilestoneChatDetails? MemberMilestoneChatDetails { get; set; }
    public LiveChatMembershipGiftingDetails? MembershipGiftingDetails { get; set; }
    public LiveChatGiftMembershipReceivedDetails? GiftMembershipReceivedDetails { get; set; }
    public LiveChatPollDetails? PollDetails { get; set; }
    public LiveChatGiftDetails? GiftDetails { get; set; }

    /// <summary>The name and shape that the documentation gave until its correction of 2026-10-12.</summary>
    public LiveChatGiftEventDetails? GiftEventDetails { get; set; }
}

/// <summary>Resource liveChatMessageListResponse. Each item is read on its own: one that cannot be read spoils no other.</summary>
internal sealed class LiveChatMessageListResponse
{
    public string? NextPageToken { get; set; }

    /// <summary>A number; whatever else it is must not cost the items.</summary>
    public JsonElement PollingIntervalMillis { get; set; }

    /// <summary>The same in milliseconds, 5000 where it is not told.</summary>
    [JsonIgnore]
    public uint PollingInterval =>
        PollingIntervalMillis.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && uint.TryParse(PollingIntervalMillis.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var millis)
            ? millis
            : 5000;

    public string? OfflineAt { get; set; }
    public IList<JsonElement>? Items { get; set; }

    /// <summary>The poll that is open, if there is one.</summary>
    public JsonElement ActivePollItem { get; set; }
}
