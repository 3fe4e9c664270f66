using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

public class ChannelTests
{
    [Fact]
    public void A_follow()
    {
        var e = Wire.Read("channel.follow", $"{{{Wire.User},\"followed_at\":\"2026-11-23T20:00:00.123456789Z\"}}");

        Assert.Equal(LiveEvent.BodyOneofCase.Follow, e.BodyCase);
        Assert.Equal("twitch:7", e.Actor.Person.Id);
        Assert.Equal("meta-1", e.Id);
    }

    [Theory]
    [InlineData("2002", "1001", Raid.Types.Direction.Incoming, "twitch:2002")]
    [InlineData("1001", "3003", Raid.Types.Direction.Outgoing, "twitch:3003")]
    public void A_raid_has_a_direction(string from, string to, Raid.Types.Direction direction, string other)
    {
        var e = Wire.Read(
            "channel.raid",
            $"{{\"from_broadcaster_user_id\":\"{from}\",\"from_broadcaster_user_name\":\"F\",\"to_broadcaster_user_id\":\"{to}\",\"to_broadcaster_user_name\":\"T\",\"viewers\":90}}"
        );

        Assert.Equal(direction, e.Raid.Direction);
        Assert.Equal(other, e.Raid.OtherChannel.Id);
        Assert.Equal(90, e.Raid.Viewers);
        Assert.Equal($"twitch:{from}", e.Actor.Person.Id);
        Assert.Equal(from == Wire.Channel, e.Actor.IsOwner);
        Assert.False(e.Echo);
    }

    [Fact]
    public void Raid_notices_are_echoes()
    {
        var raid = Wire.Read(
            "channel.chat.notification",
            Wire.Notice(
                "raid",
                """{"user_id":"2002","user_name":"F","user_login":"f","viewer_count":90,"profile_image_url":"https://x/y.png"}"""
            )
        );
        var unraid = Wire.Read("channel.chat.notification", Wire.Notice("unraid", "{}"));

        Assert.True(raid is { Echo: true, Raid: { Viewers: 90, Cancelled: false, Direction: Raid.Types.Direction.Incoming } });
        Assert.Equal("https://x/y.png", raid.Raid.OtherChannel.AvatarUri);
        Assert.True(unraid is { Echo: true, Raid.Cancelled: true });
    }

    [Theory]
    [InlineData("channel.poll.begin", "", Poll.Types.State.Open)]
    [InlineData("channel.poll.progress", "", Poll.Types.State.Open)]
    [InlineData("channel.poll.end", ",\"status\":\"completed\"", Poll.Types.State.Closed)]
    [InlineData("channel.poll.end", ",\"status\":\"archived\"", Poll.Types.State.Closed)]
    [InlineData("channel.poll.end", ",\"status\":\"moderated\"", Poll.Types.State.Cancelled)]
    public void A_poll_and_its_votes(string type, string status, Poll.Types.State state)
    {
        var votes = type == "channel.poll.begin" ? "" : ",\"bits_votes\":0,\"channel_points_votes\":2,\"votes\":12";
        var end = type == "channel.poll.end" ? "ended_at" : "ends_at";

        var e = Wire.Read(
            type,
            $"{{\"id\":\"p1\",\"title\":\"Which?\",\"choices\":[{{\"id\":\"a\",\"title\":\"One\"{votes}}}],\"started_at\":\"2026-11-23T20:00:00Z\",\"{end}\":\"2026-11-23T20:01:00Z\"{status}}}"
        );

        Assert.Equal("meta-1", e.Id);
        Assert.Null(e.Actor);
        Assert.True(e.Poll is { Kind: Poll.Types.Kind.Poll, PollId: "p1", Question: "Which?" });
        Assert.Equal(state, e.Poll.State);
        var option = Assert.Single(e.Poll.Options);
        Assert.Equal("One", option.Label);
        Assert.Equal(type != "channel.poll.begin", option.HasVotes);
        Assert.Equal(type == "channel.poll.begin" ? 0 : 12, option.Votes);
        Assert.Equal(60, (e.Poll.EndsAt - e.Poll.StartedAt).Seconds);
    }

    [Theory]
    [InlineData("channel.prediction.begin", "\"locks_at\":\"2026-11-23T20:01:00Z\"", Poll.Types.State.Open, false)]
    [InlineData("channel.prediction.progress", "\"locks_at\":\"2026-11-23T20:01:00Z\"", Poll.Types.State.Open, false)]
    [InlineData("channel.prediction.lock", "\"locked_at\":\"2026-11-23T20:01:00Z\"", Poll.Types.State.Locked, false)]
    [InlineData(
        "channel.prediction.end",
        "\"ended_at\":\"2026-11-23T20:01:00Z\",\"status\":\"resolved\",\"winning_outcome_id\":\"a\"",
        Poll.Types.State.Closed,
        true
    )]
    [InlineData(
        "channel.prediction.end",
        "\"ended_at\":\"2026-11-23T20:01:00Z\",\"status\":\"canceled\",\"winning_outcome_id\":null",
        Poll.Types.State.Cancelled,
        false
    )]
    public void A_prediction_and_its_stakes(string type, string end, Poll.Types.State state, bool won)
    {
        var e = Wire.Read(
            type,
            $"{{\"id\":\"q1\",\"title\":\"Win?\",\"outcomes\":[{{\"id\":\"a\",\"title\":\"Yes\",\"color\":\"blue\",\"users\":10,\"channel_points\":15000,\"top_predictors\":[{{\"user_id\":12345}}]}},{{\"id\":\"b\",\"title\":\"No\"}}],\"started_at\":\"2026-11-23T20:00:00Z\",{end}}}"
        );

        Assert.True(e.Poll is { Kind: Poll.Types.Kind.Prediction, PollId: "q1" });
        Assert.Equal(state, e.Poll.State);
        Assert.Equal([15000L, 0L], e.Poll.Options.Select(o => o.Points));
        Assert.Equal([(true, 10L), (false, 0L)], e.Poll.Options.Select(o => (o.HasVotes, o.Votes)));
        Assert.Equal([won, false], e.Poll.Options.Select(o => o.Won));
        Assert.Equal(60, (e.Poll.EndsAt - e.Poll.StartedAt).Seconds);
    }

    [Theory]
    [InlineData("channel.goal.begin", Goal.Types.State.Started)]
    [InlineData("channel.goal.progress", Goal.Types.State.Progress)]
    [InlineData("channel.goal.end", Goal.Types.State.Ended)]
    public void A_creator_goal(string type, Goal.Types.State state)
    {
        var e = Wire.Read(
            type,
            """{"id":"g","type":"subscription","description":"help","is_achieved":true,"current_amount":100,"target_amount":220,"started_at":"2026-11-23T20:00:00Z"}"""
        );

        Assert.Equal(state, e.Goal.State);
        Assert.True(
            e.Goal
                is {
                    Kind: Goal.Types.Kind.Creator,
                    GoalId: "g",
                    Subject: "subscription",
                    Description: "help",
                    Current: 100,
                    Target: 220,
                    Reached: true
                }
        );
    }

    [Theory]
    [InlineData("channel.hype_train.begin", "\"progress\":137,\"goal\":500,", 137, 500, Goal.Types.State.Started)]
    [InlineData("channel.hype_train.progress", "\"progress\":137,\"goal\":500,", 137, 500, Goal.Types.State.Progress)]
    [InlineData("channel.hype_train.end", "", 700, 0, Goal.Types.State.Ended)]
    public void A_hype_train(string type, string progress, long current, long target, Goal.Types.State state)
    {
        var e = Wire.Read(type, $"{{\"id\":\"h\",{progress}\"total\":700,\"level\":2,\"type\":\"regular\",\"top_contributions\":[]}}");

        Assert.Equal(state, e.Goal.State);
        Assert.True(e.Goal is { Kind: Goal.Types.Kind.HypeTrain, Level: 2, Subject: "regular" });
        Assert.Equal((current, target), (e.Goal.Current, e.Goal.Target));
        Assert.Null(e.Actor);
    }

    [Theory]
    [InlineData("channel.charity_campaign.start", 0, false, Goal.Types.State.Started)]
    [InlineData("channel.charity_campaign.progress", 260000, false, Goal.Types.State.Progress)]
    [InlineData("channel.charity_campaign.stop", 1500000, true, Goal.Types.State.Ended)]
    public void A_charity_campaign(string type, long current, bool reached, Goal.Types.State state)
    {
        var e = Wire.Read(
            type,
            $"{{\"id\":\"c\",\"broadcaster_id\":\"1001\",\"charity_name\":\"Good\",\"current_amount\":{{\"value\":{current},\"decimal_places\":2,\"currency\":\"USD\"}},\"target_amount\":{{\"value\":1500000,\"decimal_places\":2,\"currency\":\"USD\"}}}}"
        );

        Assert.Equal(state, e.Goal.State);
        Assert.Equal(current * 10_000, e.Goal.CurrentMoney.Micros);
        Assert.Equal(15_000_000_000, e.Goal.TargetMoney.Micros);
        Assert.Equal(reached, e.Goal.Reached);
    }

    [Fact]
    public void Redemptions_of_both_kinds()
    {
        var custom = Wire.Read(
            "channel.channel_points_custom_reward_redemption.add",
            $"{{\"id\":\"r1\",{Wire.User},\"user_input\":\"please\",\"status\":\"unfulfilled\",\"reward\":{{\"id\":\"w\",\"title\":\"Song\",\"cost\":100,\"prompt\":\"?\"}}}}"
        );
        var automatic = Wire.Read(
            "channel.channel_points_automatic_reward_redemption.add",
            $"{{\"id\":\"r2\",{Wire.User},\"reward\":{{\"type\":\"send_highlighted_message\",\"channel_points\":50,\"emote\":null}},\"message\":{{\"text\":\"look\",\"fragments\":[]}}}}"
        );

        Assert.True(
            custom.RewardRedemption
                is { RedemptionId: "r1", RewardId: "w", RewardName: "Song", Cost: 100, Status: "unfulfilled", Text: "please" }
        );
        Assert.True(automatic.RewardRedemption is { RedemptionId: "r2", RewardId: "send_highlighted_message", Cost: 50, Text: "look" });
        Assert.Equal("twitch:7", automatic.Actor.Person.Id);
        Assert.Equal("meta-1", custom.Id);
    }

    [Theory]
    [InlineData("\"60\"", "\"true\"")]
    [InlineData("60", "true")]
    public void An_ad_break_with_strings_or_numbers(string seconds, string automatic)
    {
        var e = Wire.Read(
            "channel.ad_break.begin",
            $"{{\"duration_seconds\":{seconds},\"is_automatic\":{automatic},\"requester_user_id\":\"1001\",\"requester_user_name\":\"Star\"}}"
        );

        Assert.Equal(new Duration { Seconds = 60 }, e.AdBreak.Duration);
        Assert.True(e.AdBreak.Automatic);
        Assert.True(e.Actor.IsOwner);
    }

    [Fact]
    public void Title_category_and_labels()
    {
        var e = Wire.Read(
            "channel.update",
            $"{{{Wire.Broadcaster},\"title\":\"T\",\"language\":\"en\",\"category_id\":\"12453\",\"category_name\":\"Grand\",\"content_classification_labels\":[\"Gambling\",7]}}"
        );

        Assert.True(e.ChannelUpdate is { Title: "T", Language: "en", CategoryId: "12453", Category: "Grand" });
        Assert.Equal(["Gambling"], e.ChannelUpdate.Labels);
        Assert.Null(e.Actor);
    }

    [Fact]
    public void Chat_rules()
    {
        var e = Wire.Read(
            "channel.chat_settings.update",
            $"{{{Wire.Broadcaster},\"emote_mode\":true,\"follower_mode\":false,\"follower_mode_duration_minutes\":null,\"slow_mode\":true,\"slow_mode_wait_time_seconds\":10,\"subscriber_mode\":false,\"unique_chat_mode\":false}}"
        );

        Assert.Equal(
            [
                ("emote_mode", "true"),
                ("follower_mode", "false"),
                ("slow_mode", "10"),
                ("subscriber_mode", "false"),
                ("unique_chat_mode", "false"),
            ],
            e.ChannelUpdate.ChatRules.Select(r => (r.Key, r.Value)).Order()
        );
    }

    [Fact]
    public void Online_and_offline()
    {
        var online = Wire.Read(
            "stream.online",
            $"{{\"id\":\"9001\",{Wire.Broadcaster},\"type\":\"live\",\"started_at\":\"2026-11-23T20:00:00Z\"}}"
        );
        var offline = Wire.Read("stream.offline", $"{{{Wire.Broadcaster}}}");

        Assert.Equal("9001", online.Broadcast);
        Assert.Equal(BroadcastState.Types.State.Started, online.BroadcastState.State);
        Assert.Equal(BroadcastState.Types.State.Ended, offline.BroadcastState.State);
    }

    [Theory]
    [InlineData("channel.shoutout.create")]
    [InlineData("channel.moderate")]
    [InlineData("channel.shared_chat.begin")]
    [InlineData("channel.of.the.future")]
    public void What_has_no_common_meaning_is_kept_as_it_came(string type)
    {
        var e = Wire.Read(type, """{ "any":  "thing" }""");

        Assert.Equal("meta-1", e.Id);
        Assert.Equal($"twitch/{type}", e.Vendor.Type);
        Assert.Equal("""{ "any":  "thing" }""", e.Vendor.Json);
        Assert.Equal("", e.Vendor.Reason);
    }
}
