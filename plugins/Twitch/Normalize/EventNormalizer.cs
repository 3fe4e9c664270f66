using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Turns notifications into events, by the table "Twitch" of docs/normalization.md. Pure; never throws.</summary>
internal sealed class EventNormalizer(string channelId)
{
    /// <summary>Exactly one event per notification: what has no common meaning, or cannot be read, is a vendor event.</summary>
    public LiveEvent Normalize(Notification notification, CountingSources sources)
    {
        LiveEvent result;
        try
        {
            result = Read(notification, sources) ?? VendorEvents.Of(notification.Type, notification.Event);
            result.Id = Id(notification);
        }
        catch (Exception e)
        {
            // Whatever is wrong with one event must not cost the next.
            result = VendorEvents.Of(
                notification.Type,
                notification.Event,
                e is FormatException ? e.Message : $"not readable ({e.GetType().Name})"
            );
            result.Id = notification.MessageId;
        }

        result.OccurredAt = Timestamp.FromDateTimeOffset(notification.At);
        return result;
    }

    private LiveEvent? Read(Notification notification, CountingSources sources)
    {
        var e = notification.Event;
        if (e.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("event is missing");
        }

        return notification.Type switch
        {
            "channel.chat.message" => ChatMessages.Read(e, channelId),
            "channel.chat.notification" => ChatNotices.Read(e, channelId, sources),
            "channel.follow" => Follows.Read(e, channelId),
            "channel.subscribe" => Memberships.Subscribe(e, channelId),
            "channel.subscription.message" => Memberships.Message(e, channelId),
            "channel.subscription.gift" => Memberships.Gift(e, channelId),
            "channel.subscription.end" => Memberships.End(e, channelId),
            "channel.bits.use" => Contributions.BitsUse(e, channelId),
            "channel.cheer" => Contributions.Cheer(e, channelId, sources),
            "channel.charity_campaign.donate" => Contributions.Charity(e, channelId),
            "channel.charity_campaign.start" or "channel.charity_campaign.progress" or "channel.charity_campaign.stop" => Goals.Charity(
                e,
                notification.Type
            ),
            "channel.goal.begin" or "channel.goal.progress" or "channel.goal.end" => Goals.Creator(e, notification.Type),
            "channel.hype_train.begin" or "channel.hype_train.progress" or "channel.hype_train.end" => Goals.HypeTrain(
                e,
                notification.Type
            ),
            "channel.raid" => Raids.Read(e, channelId),
            "channel.poll.begin" or "channel.poll.progress" or "channel.poll.end" => Polls.Poll(e, notification.Type),
            "channel.prediction.begin" or "channel.prediction.progress" or "channel.prediction.lock" or "channel.prediction.end" =>
                Polls.Prediction(e, notification.Type),
            "channel.channel_points_custom_reward_redemption.add" or "channel.channel_points_custom_reward_redemption.update" =>
                Redemptions.Custom(e, channelId),
            "channel.channel_points_automatic_reward_redemption.add" => Redemptions.Automatic(e, channelId),
            "channel.ad_break.begin" => ChannelStates.AdBreak(e, channelId),
            "channel.update" => ChannelStates.Update(e),
            "channel.chat_settings.update" => ChannelStates.ChatSettings(e),
            "stream.online" => ChannelStates.Online(e),
            "stream.offline" => ChannelStates.Offline(),
            "channel.chat.message_delete" => Retractions.MessageDeleted(e),
            "channel.chat.clear_user_messages" => Retractions.PersonCleared(e),
            "channel.chat.clear" => Retractions.ChatCleared(),
            "channel.ban" => Retractions.Banned(e, channelId),
            "channel.unban" => Retractions.Unbanned(e, channelId),
            _ => null,
        };
    }

    /// <summary>
    /// Chat messages are named by their own id, which is what deletions and replies refer to; everything else by the
    /// notification's.
    /// </summary>
    private static string Id(Notification notification) =>
        notification.Type is "channel.chat.message" or "channel.chat.notification"
        && notification.Event.Text("message_id") is { Length: > 0 } own
            ? UnreadableSample.IsId(own)
                ? own
                : throw new FormatException("message_id is longer than any id")
            : notification.MessageId;
}
