using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Channel points spent, on the channel's own rewards and on Twitch's.</summary>
internal static class Redemptions
{
    /// <summary>channel.channel_points_custom_reward_redemption.add and .update.</summary>
    public static LiveEvent Custom(JsonElement e, string channelId)
    {
        var reward = e.Object("reward");
        return new LiveEvent
        {
            Actor = People.Actor(e, "user", channelId),
            RewardRedemption = new RewardRedemption
            {
                RedemptionId = e.Required("id"),
                RewardId = reward.Text("id"),
                RewardName = reward.Text("title"),
                Cost = reward.Count("cost"),
                Status = e.Text("status"),
                Text = e.Text("user_input"),
            },
        };
    }

    /// <summary>
    /// channel.channel_points_automatic_reward_redemption.add. Version 2 says <c>channel_points</c> where version 1 said
    /// <c>cost</c>. These rewards have a type and no id, and no status: they are carried out at once.
    /// </summary>
    public static LiveEvent Automatic(JsonElement e, string channelId)
    {
        var reward = e.Object("reward");
        return new LiveEvent
        {
            Actor = People.Actor(e, "user", channelId),
            RewardRedemption = new RewardRedemption
            {
                RedemptionId = e.Required("id"),
                RewardId = reward.Text("type"),
                RewardName = reward.Text("type"),
                Cost = reward.Count(reward.Has("channel_points") ? "channel_points" : "cost"),
                Text = e.Object("message").Text("text"),
            },
        };
    }
}
