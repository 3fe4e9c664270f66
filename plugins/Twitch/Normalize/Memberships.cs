using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Subscriptions: the channel.subscri* events, and the details of chat notices about them.</summary>
internal static class Memberships
{
    /// <summary>
    /// channel.subscribe: a first subscription. It also fires for everybody who was given one, which channel.subscription.gift
    /// has counted already.
    /// </summary>
    public static LiveEvent Subscribe(JsonElement e, string channelId)
    {
        var isGift = e.Flag("is_gift");
        var membership = New(e, isGift ? Membership.Types.Kind.GiftReceived : Membership.Types.Kind.New, isGift ? 0 : 1);
        membership.Recipient = isGift ? People.Read(e, "user") : null;
        return new LiveEvent
        {
            Actor = Member(e, channelId),
            Membership = membership,
            Echo = isGift,
        };
    }

    /// <summary>channel.subscription.message: a renewal, shared with the chat.</summary>
    public static LiveEvent Message(JsonElement e, string channelId)
    {
        var membership = New(e, Membership.Types.Kind.Renewal, 1);
        membership.Months = e.Small("cumulative_months");
        membership.StreakMonths = e.Small("streak_months");
        membership.Text = e.Object("message").Text("text");
        return new LiveEvent { Actor = Member(e, channelId), Membership = membership };
    }

    /// <summary>channel.subscription.gift: bought for others.</summary>
    public static LiveEvent Gift(JsonElement e, string channelId)
    {
        var total = e.RequiredCount("total");
        var membership = New(e, Membership.Types.Kind.GiftGiven, total, total);
        var actor = People.ActorUnlessAnonymous(e, "user", "is_anonymous", channelId);
        membership.Gifter = actor?.Person;
        return new LiveEvent { Actor = actor, Membership = membership };
    }

    /// <summary>channel.subscription.end: ran out.</summary>
    public static LiveEvent End(JsonElement e, string channelId) =>
        new() { Actor = People.Actor(e, "user", channelId), Membership = New(e, Membership.Types.Kind.Ended, 0) };

    public static Membership Sub(JsonElement e) => New(e, Membership.Types.Kind.New, 1);

    public static Membership Resub(JsonElement e)
    {
        var membership = New(e, Membership.Types.Kind.Renewal, 1);
        membership.Months = e.Small("cumulative_months");
        membership.StreakMonths = e.Small("streak_months");
        membership.Gifter = Gifter(e);
        return membership;
    }

    /// <summary>
    /// One given subscription. Those of a community gift follow the notice with their total, which counts them all; one
    /// that stands alone counts itself.
    /// </summary>
    public static Membership SubGift(JsonElement e)
    {
        var batch = e.Text("community_gift_id");
        var membership = New(e, Membership.Types.Kind.GiftReceived, batch.Length > 0 ? 0 : 1);
        membership.GiftBatchId = batch;
        membership.Recipient = People.Read(e, "recipient_user");
        return membership;
    }

    public static Membership CommunityGift(JsonElement e)
    {
        var total = e.RequiredCount("total");
        var membership = New(e, Membership.Types.Kind.GiftGiven, total, total);
        membership.GiftBatchId = e.Text("id");
        return membership;
    }

    /// <summary>From a gifted or Prime subscription to a paid one: a promise to pay, and so nothing gained yet.</summary>
    public static Membership Upgrade(JsonElement e)
    {
        var membership = New(e, Membership.Types.Kind.Upgrade, 0);
        membership.Gifter = Gifter(e);
        return membership;
    }

    /// <summary>Somebody passes on a gift: says why, while the sub_gift notice beside it says what.</summary>
    public static Membership PayItForward(JsonElement e)
    {
        var membership = New(e, Membership.Types.Kind.GiftGiven, 0);
        membership.Gifter = Gifter(e);
        return membership;
    }

    private static Person? Gifter(JsonElement e) => e.Flag("gifter_is_anonymous") ? null : People.Read(e, "gifter_user");

    private static Actor? Member(JsonElement e, string channelId)
    {
        var actor = People.Actor(e, "user", channelId);
        actor?.IsMember = true;
        return actor;
    }

    private static Membership New(JsonElement e, Membership.Types.Kind kind, long gained, long count = 1)
    {
        var tier = Tier(e);
        return new Membership
        {
            Kind = kind,
            Gained = gained,
            Count = count,
            Level = e.Flag("is_prime") ? "Prime" : tier,
            Rank = tier switch
            {
                "3000" => 3,
                "2000" => 2,
                "1000" or "Prime" => 1,
                _ => e.Flag("is_prime") ? 1 : 0,
            },
        };
    }

    // Events say tier; of notices, the reference's table says sub_tier and its example sub_plan.
    private static string Tier(JsonElement e) =>
        e.Text("tier") is { Length: > 0 } tier ? tier
        : e.Text("sub_tier") is { Length: > 0 } subTier ? subTier
        : e.Text("sub_plan");
}
