using System.Collections.Frozen;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>A documented subscription type that a WebSocket may carry.</summary>
/// <param name="Condition">Fields that must be given; <c>a|b</c> means exactly one of the two.</param>
/// <param name="Optional">Fields that may be given.</param>
/// <param name="Scopes">Any one of them is enough; none: no scope needed.</param>
internal sealed record SubscriptionType(
    string Type,
    string Version,
    IReadOnlyList<string> Condition,
    IReadOnlyList<string> Optional,
    IReadOnlyList<string> Scopes
);

/// <summary>Every type of the EventSub reference, webhook-only ones aside, with its condition and scope.</summary>
internal static class SubscriptionTypes
{
    private const string B = "broadcaster_user_id";
    private const string BM = "broadcaster_user_id moderator_user_id";
    private const string BU = "broadcaster_user_id user_id";

    public static IReadOnlyList<SubscriptionType> All { get; } =
    [
        .. Group(BU, "user:read:chat", "channel.chat.message channel.chat.message_delete channel.chat.clear"),
        .. Group(BU, "user:read:chat", "channel.chat.clear_user_messages channel.chat.notification channel.chat_settings.update"),
        .. Group(BU, "user:read:chat", "channel.chat.user_message_hold channel.chat.user_message_update"),
        .. Group(BM, "moderator:read:followers", "channel.follow@2"),
        .. Group(B, "channel:read:subscriptions", "channel.subscribe channel.subscription.end"),
        .. Group(B, "channel:read:subscriptions", "channel.subscription.gift channel.subscription.message"),
        .. Group(B, "bits:read", "channel.cheer channel.bits.use"),
        .. Group("to_broadcaster_user_id|from_broadcaster_user_id", "", "channel.raid"),
        .. Group(B, "channel:read:polls channel:manage:polls", "channel.poll.begin channel.poll.progress channel.poll.end"),
        .. Group(B, "channel:read:predictions channel:manage:predictions", "channel.prediction.begin channel.prediction.progress"),
        .. Group(B, "channel:read:predictions channel:manage:predictions", "channel.prediction.lock channel.prediction.end"),
        .. Group(B, "channel:read:hype_train", "channel.hype_train.begin@2 channel.hype_train.progress@2 channel.hype_train.end@2"),
        .. Group(B, "channel:read:redemptions channel:manage:redemptions", "channel.channel_points_automatic_reward_redemption.add"),
        .. Group(B, "channel:read:redemptions channel:manage:redemptions", "channel.channel_points_automatic_reward_redemption.add@2"),
        .. Group(B, "channel:read:redemptions channel:manage:redemptions", "channel.channel_points_custom_reward.add"),
        .. Rewards("channel.channel_points_custom_reward.update", "channel.channel_points_custom_reward.remove"),
        .. Rewards("channel.channel_points_custom_reward_redemption.add", "channel.channel_points_custom_reward_redemption.update"),
        .. Group(B, "channel:read:goals", "channel.goal.begin channel.goal.progress channel.goal.end"),
        .. Group(B, "channel:read:charity", "channel.charity_campaign.donate channel.charity_campaign.start"),
        .. Group(B, "channel:read:charity", "channel.charity_campaign.progress channel.charity_campaign.stop"),
        .. Group(B, "", "channel.update@2 stream.online stream.offline"),
        .. Group(B, "", "channel.shared_chat.begin channel.shared_chat.update channel.shared_chat.end"),
        .. Group(B, "channel:moderate", "channel.ban channel.unban"),
        .. Group(BM, "moderator:read:moderators moderator:manage:banned_users channel:moderate", "channel.moderate channel.moderate@2"),
        .. Group(B, "moderation:read", "channel.moderator.add channel.moderator.remove"),
        .. Group(B, "channel:read:vips channel:manage:vips", "channel.vip.add channel.vip.remove"),
        .. Group(B, "channel:read:ads", "channel.ad_break.begin"),
        .. Group(BM, "moderator:read:shoutouts moderator:manage:shoutouts", "channel.shoutout.create channel.shoutout.receive"),
        .. Group(BM, "moderator:read:shield_mode moderator:manage:shield_mode", "channel.shield_mode.begin channel.shield_mode.end"),
        .. Group(BM, "moderator:read:warnings moderator:manage:warnings", "channel.warning.acknowledge channel.warning.send"),
        .. Group(BM, "moderator:read:suspicious_users", "channel.suspicious_user.update channel.suspicious_user.message"),
        .. Group(BM, "moderator:read:unban_requests moderator:manage:unban_requests", "channel.unban_request.create"),
        .. Group(BM, "moderator:read:unban_requests moderator:manage:unban_requests", "channel.unban_request.resolve"),
        .. Group(BM, "moderator:manage:automod", "automod.message.hold automod.message.hold@2"),
        .. Group(BM, "moderator:manage:automod", "automod.message.update automod.message.update@2 automod.terms.update"),
        .. Group(BM, "moderator:read:automod_settings", "automod.settings.update"),
        .. Group(BM, "channel:read:guest_star channel:manage:guest_star", "channel.guest_star_session.begin@beta"),
        .. Group(BM, "channel:read:guest_star channel:manage:guest_star", "channel.guest_star_session.end@beta"),
        .. Group(BM, "channel:read:guest_star channel:manage:guest_star", "channel.guest_star_guest.update@beta"),
        .. Group(BM, "channel:read:guest_star channel:manage:guest_star", "channel.guest_star_settings.update@beta"),
        .. Group("user_id", "", "user.update"),
        .. Group("user_id", "user:read:whispers user:manage:whispers", "user.whisper.message"),
    ];

    private static readonly FrozenDictionary<(string, string), SubscriptionType> ByName = All.ToFrozenDictionary(t => (t.Type, t.Version));

    /// <summary>Of calls that no subscription stands for.</summary>
    private static readonly string[] CallScopes =
    [
        "channel:manage:broadcast",
        "channel:read:stream_key",
        "clips:edit",
        "moderator:manage:announcements",
        "moderator:manage:banned_users",
        "moderator:manage:chat_messages",
        "user:write:chat",
    ];

    public static IReadOnlyList<string> AllScopes { get; } =
    [.. All.SelectMany(t => t.Scopes).Concat(CallScopes).Distinct().Order(StringComparer.Ordinal)];

    public static SubscriptionType? Find(string type, string version) => ByName.GetValueOrDefault((type, version));

    private static IEnumerable<SubscriptionType> Group(string condition, string scopes, string types, string optional = "") =>
        from name in Words(types)
        let parts = name.Split('@')
        select new SubscriptionType(parts[0], parts is [_, var v] ? v : "1", Words(condition), Words(optional), Words(scopes));

    private static IEnumerable<SubscriptionType> Rewards(params string[] types) =>
        types.SelectMany(t => Group(B, "channel:read:redemptions channel:manage:redemptions", t, "reward_id"));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
