using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;
using Kind = LiveIp.V1.Membership.Types.Kind;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Messages about memberships -> membership. Only new and given ones count as gained.</summary>
internal static class Memberships
{
    public static bool New(LiveEvent happened, LiveChatNewSponsorDetails? details)
    {
        var upgrade = details?.IsUpgrade ?? false;
        happened.Membership = new Membership
        {
            Kind = upgrade ? Kind.Upgrade : Kind.New,
            Gained = upgrade ? 0 : 1,
            Count = 1,
            Level = details?.MemberLevelName ?? "",
        };
        return true;
    }

    public static bool Milestone(LiveEvent happened, LiveChatMemberMilestoneChatDetails? details)
    {
        if (details is null)
        {
            return false;
        }

        happened.Membership = new Membership
        {
            Kind = Kind.Milestone,
            Count = 1,
            Level = details.MemberLevelName ?? "",
            Months = (int)Math.Min(details.MemberMonth ?? 0, int.MaxValue),
            Text = details.UserComment ?? "",
        };
        return true;
    }

    public static bool Given(LiveEvent happened, LiveChatMembershipGiftingDetails? details)
    {
        if (details?.GiftMembershipsCount is not (>= 1 and var count))
        {
            return false;
        }

        happened.Membership = new Membership
        {
            Kind = Kind.GiftGiven,
            Gained = count,
            Count = count,
            Level = details.GiftMembershipsLevelName ?? "",
            GiftBatchId = happened.Id,
            Gifter = happened.Actor?.Person?.Clone(),
        };
        return true;
    }

    /// <summary>The author is who got it; it was counted when it was given.</summary>
    public static bool Received(LiveEvent happened, LiveChatGiftMembershipReceivedDetails? details)
    {
        if (details is null)
        {
            return false;
        }

        happened.Membership = new Membership
        {
            Kind = Kind.GiftReceived,
            Count = 1,
            Level = details.MemberLevelName ?? "",
            GiftBatchId = details.AssociatedMembershipGiftingMessageId ?? "",
            Recipient = happened.Actor?.Person?.Clone(),
            Gifter = string.IsNullOrEmpty(details.GifterChannelId) ? null : People.ById(details.GifterChannelId),
        };
        return true;
    }
}
