using System.Collections.Frozen;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>The fields that name our channel in a subscription's condition. All of them hold the same user id.</summary>
internal enum ConditionShape
{
    Broadcaster,
    BroadcasterAndUser,
    BroadcasterAndModerator,
    RaidTo,
    RaidFrom,
}

/// <summary>One thing to subscribe to.</summary>
/// <param name="Type">"channel.follow"</param>
/// <param name="Version">The version that the normalizers read.</param>
/// <param name="Scopes">All are needed; of alternatives, written <c>a|b</c>, any.</param>
internal sealed record SubscriptionKind(string Type, string Version, ConditionShape Condition, params string[] Scopes)
{
    /// <summary>Whether a token with these scopes may have it.</summary>
    public bool IsAllowed(IReadOnlySet<string> granted) => Scopes.All(need => need.Split('|').Any(granted.Contains));
}

/// <summary>Everything that LiveIp reads of a channel, by EventSub's table of subscription types.</summary>
internal static class SubscriptionCatalog
{
    private const string Polls = "channel:read:polls|channel:manage:polls";
    private const string Predictions = "channel:read:predictions|channel:manage:predictions";
    private const string Redemptions = "channel:read:redemptions|channel:manage:redemptions";
    private const string Shoutouts = "moderator:read:shoutouts|moderator:manage:shoutouts";

    /// <summary>What counts comes first: if the time to subscribe runs short, it is there.</summary>
    public static IReadOnlyList<SubscriptionKind> All { get; } =
    [
        new("stream.online", "1", ConditionShape.Broadcaster),
        new("stream.offline", "1", ConditionShape.Broadcaster),
        new("channel.chat.message", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.chat.notification", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.bits.use", "1", ConditionShape.Broadcaster, "bits:read"),
        new("channel.subscribe", "1", ConditionShape.Broadcaster, "channel:read:subscriptions"),
        new("channel.subscription.message", "1", ConditionShape.Broadcaster, "channel:read:subscriptions"),
        new("channel.subscription.gift", "1", ConditionShape.Broadcaster, "channel:read:subscriptions"),
        new("channel.follow", "2", ConditionShape.BroadcasterAndModerator, "moderator:read:followers"),
        new("channel.raid", "1", ConditionShape.RaidTo),
        new("channel.raid", "1", ConditionShape.RaidFrom),
        new("channel.charity_campaign.donate", "1", ConditionShape.Broadcaster, "channel:read:charity"),
        new("channel.poll.begin", "1", ConditionShape.Broadcaster, Polls),
        new("channel.poll.progress", "1", ConditionShape.Broadcaster, Polls),
        new("channel.poll.end", "1", ConditionShape.Broadcaster, Polls),
        new("channel.chat.message_delete", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.chat.clear", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.chat.clear_user_messages", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.chat_settings.update", "1", ConditionShape.BroadcasterAndUser, "user:read:chat"),
        new("channel.subscription.end", "1", ConditionShape.Broadcaster, "channel:read:subscriptions"),
        new("channel.cheer", "1", ConditionShape.Broadcaster, "bits:read"),
        new("channel.prediction.begin", "1", ConditionShape.Broadcaster, Predictions),
        new("channel.prediction.progress", "1", ConditionShape.Broadcaster, Predictions),
        new("channel.prediction.lock", "1", ConditionShape.Broadcaster, Predictions),
        new("channel.prediction.end", "1", ConditionShape.Broadcaster, Predictions),
        new("channel.hype_train.begin", "2", ConditionShape.Broadcaster, "channel:read:hype_train"),
        new("channel.hype_train.progress", "2", ConditionShape.Broadcaster, "channel:read:hype_train"),
        new("channel.hype_train.end", "2", ConditionShape.Broadcaster, "channel:read:hype_train"),
        new("channel.channel_points_custom_reward_redemption.add", "1", ConditionShape.Broadcaster, Redemptions),
        new("channel.channel_points_custom_reward_redemption.update", "1", ConditionShape.Broadcaster, Redemptions),
        new("channel.channel_points_automatic_reward_redemption.add", "2", ConditionShape.Broadcaster, Redemptions),
        new("channel.goal.begin", "1", ConditionShape.Broadcaster, "channel:read:goals"),
        new("channel.goal.progress", "1", ConditionShape.Broadcaster, "channel:read:goals"),
        new("channel.goal.end", "1", ConditionShape.Broadcaster, "channel:read:goals"),
        new("channel.charity_campaign.start", "1", ConditionShape.Broadcaster, "channel:read:charity"),
        new("channel.charity_campaign.progress", "1", ConditionShape.Broadcaster, "channel:read:charity"),
        new("channel.charity_campaign.stop", "1", ConditionShape.Broadcaster, "channel:read:charity"),
        new("channel.update", "2", ConditionShape.Broadcaster),
        new("channel.ban", "1", ConditionShape.Broadcaster, "channel:moderate"),
        new("channel.unban", "1", ConditionShape.Broadcaster, "channel:moderate"),
        new("channel.ad_break.begin", "1", ConditionShape.Broadcaster, "channel:read:ads"),
        new("channel.shoutout.create", "1", ConditionShape.BroadcasterAndModerator, Shoutouts),
        new("channel.shoutout.receive", "1", ConditionShape.BroadcasterAndModerator, Shoutouts),
        new("channel.shared_chat.begin", "1", ConditionShape.Broadcaster),
        new("channel.shared_chat.update", "1", ConditionShape.Broadcaster),
        new("channel.shared_chat.end", "1", ConditionShape.Broadcaster),
        new(
            "channel.moderate",
            "2",
            ConditionShape.BroadcasterAndModerator,
            "moderator:read:blocked_terms|moderator:manage:blocked_terms",
            "moderator:read:chat_settings|moderator:manage:chat_settings",
            "moderator:read:unban_requests|moderator:manage:unban_requests",
            "moderator:read:banned_users|moderator:manage:banned_users",
            "moderator:read:chat_messages|moderator:manage:chat_messages",
            "moderator:read:warnings|moderator:manage:warnings",
            "moderator:read:moderators",
            "moderator:read:vips"
        ),
    ];

    /// <summary>What to ask for at sign-in so that all of it may be read: of alternatives, the one that may only read.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [.. All.SelectMany(static kind => kind.Scopes).Select(static need => need.Split('|')[0]).ToFrozenSet().Order(StringComparer.Ordinal)];
}
