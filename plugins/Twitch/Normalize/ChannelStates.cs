using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>The stream begins, ends or breaks for ads; the channel's title or chat rules change.</summary>
internal static class ChannelStates
{
    /// <summary>stream.online; its id is the broadcast's.</summary>
    public static LiveEvent Online(JsonElement e) =>
        new()
        {
            Broadcast = e.Required("id"),
            BroadcastState = new BroadcastState { State = BroadcastState.Types.State.Started },
        };

    /// <summary>stream.offline says nothing but that; which broadcast it was is known from before.</summary>
    public static LiveEvent Offline() => new() { BroadcastState = new BroadcastState { State = BroadcastState.Types.State.Ended } };

    /// <summary>channel.ad_break.begin. The docs' examples write both fields as strings, their table as number and boolean.</summary>
    public static LiveEvent AdBreak(JsonElement e, string channelId) =>
        new()
        {
            Actor = People.Actor(e, "requester_user", channelId),
            AdBreak = new AdBreak
            {
                Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(e.Small("duration_seconds"))),
                Automatic = e.Flag("is_automatic"),
            },
        };

    /// <summary>channel.update.</summary>
    public static LiveEvent Update(JsonElement e)
    {
        var update = new ChannelUpdate
        {
            Title = e.Text("title"),
            Category = e.Text("category_name"),
            CategoryId = e.Text("category_id"),
            Language = e.Text("language"),
        };
        foreach (var label in e.Items("content_classification_labels"))
        {
            if (label.ValueKind == JsonValueKind.String)
            {
                update.Labels.Add(label.GetString());
            }
        }

        return new LiveEvent { ChannelUpdate = update };
    }

    /// <summary>channel.chat_settings.update: each mode as "false", "true", or its number where it has one.</summary>
    public static LiveEvent ChatSettings(JsonElement e)
    {
        var update = new ChannelUpdate();
        Rule(update.ChatRules, e, "emote_mode", null);
        Rule(update.ChatRules, e, "follower_mode", "follower_mode_duration_minutes");
        Rule(update.ChatRules, e, "slow_mode", "slow_mode_wait_time_seconds");
        Rule(update.ChatRules, e, "subscriber_mode", null);
        Rule(update.ChatRules, e, "unique_chat_mode", null);
        return new LiveEvent { ChannelUpdate = update };
    }

    private static void Rule(MapField<string, string> rules, JsonElement e, string mode, string? number)
    {
        if (e.Has(mode))
        {
            var value = number is null ? null : e.Whole(number);
            rules[mode] = !e.Flag(mode) ? "false" : value?.ToString(CultureInfo.InvariantCulture) ?? "true";
        }
    }
}
