using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>
/// channel.chat.notification: what the chat is told of purchases, raids and announcements. Exactly one object, named as the
/// notice, holds the details. Nearly all of it is an echo of an event that counts (see <see cref="CountingSources"/>).
/// </summary>
internal static class ChatNotices
{
    /// <summary>The event, or null for a notice without a common meaning.</summary>
    public static LiveEvent? Read(JsonElement e, string channelId, CountingSources sources)
    {
        var notice = e.Required("notice_type");
        var details = e.Object(notice);
        var result = notice switch
        {
            "sub" => new LiveEvent { Membership = Memberships.Sub(details), Echo = sources.Subscribe },
            "resub" => new LiveEvent { Membership = Memberships.Resub(details), Echo = sources.SubscriptionMessage },
            "sub_gift" => new LiveEvent { Membership = Memberships.SubGift(details), Echo = sources.SubscriptionGift },
            "community_sub_gift" => new LiveEvent { Membership = Memberships.CommunityGift(details), Echo = sources.SubscriptionGift },
            "prime_paid_upgrade" or "gift_paid_upgrade" => new LiveEvent
            {
                Membership = Memberships.Upgrade(details),
                Echo = sources.Subscribe,
            },
            "pay_it_forward" => new LiveEvent { Membership = Memberships.PayItForward(details), Echo = sources.SubscriptionGift },
            "raid" => new LiveEvent { Raid = Raids.Notice(details), Echo = sources.Raid },
            // It takes back what no other event tells, and has no numbers: an echo in any case.
            "unraid" => new LiveEvent { Raid = Raids.Cancelled(), Echo = true },
            "announcement" => new LiveEvent { ChatMessage = ChatMessages.Body(e, ChatMessage.Types.Kind.Announcement) },
            "charity_donation" => new LiveEvent { Contribution = Contributions.Donation(details), Echo = sources.CharityDonate },
            _ => null,
        };
        if (result is null)
        {
            return null;
        }

        result.Actor = ChatMessages.Chatter(e, channelId);
        if (result.Membership is { } membership)
        {
            membership.Text = e.Object("message").Text("text");
            if (notice is "sub_gift" or "community_sub_gift")
            {
                membership.Gifter = result.Actor?.Person;
            }
        }

        if (result.Contribution is { } contribution)
        {
            contribution.Text = e.Object("message").Text("text");
        }

        return result;
    }
}
