using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchShowTests
{
    private static readonly Viewer Moderator = new(3, "管理员", IsMember: false, IsModerator: true);

    [Fact]
    public async Task Every_ability_reaches_a_subscriber_as_the_truth_says()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var show = Show().ToList();
        Assert.Equal(house.Stage.Abilities.Kinds.OrderBy(k => k.Name), show.Select(e => e.GetType()).Distinct().OrderBy(k => k.Name));
        await using var socket = await house.ListenAsync([.. Types]);
        var frames = new List<JsonNode>();
        foreach (var occurrence in show)
        {
            var before = house.Truth.Rows.Count;
            house.Stage.Perform(occurrence);
            foreach (var row in house.Truth.Rows.Skip(before))
            {
                var frame = await socket.NextAsync();
                Assert.Equal(row.Type, frame["metadata"]!["subscription_type"]!.GetValue<string>());
                var own = frame["payload"]!["event"]!["message_id"];
                var chat = row.Type is "channel.chat.message" or "channel.chat.notification";
                Assert.Equal(row.Id, chat ? own!.GetValue<string>() : TwitchSocket.Id(frame));
                frames.Add(frame);
            }
        }

        Assert.All(house.Truth.Rows, r => Assert.Equal(Fate.Delivered, r.Class));
        Assert.Equal(frames.Count, frames.Select(TwitchSocket.Id).Distinct().Count());
        Assert.Equal(Types.Select(t => t.Split('@')[0]).Order(), house.Truth.Rows.Select(r => r.Type).Distinct().Order());
        Assert.Equal(
            30 + 20,
            house.Truth.Rows.Where(r => r.Tally is not null).GroupBy(r => r.Tally!.Poll).Sum(p => p.Max(r => r.Tally!.Votes))
        );
        Assert.Contains(house.Truth.Samples, s => s is { Metric: "viewers.concurrent", Value: 42 });
        Assert.Contains(house.Truth.Samples, s => s is { Metric: "chat.messages", Value: 4 });
    }

    [Fact]
    public async Task A_deletion_names_the_message_that_was_sent()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message", "channel.chat.message_delete");
        house.Stage.Perform(new ChatEvent(5, TimeSpan.Zero, TwitchHouse.Mia, "Kappa 不好的话 LUL"));
        house.Stage.Perform(new MessageDeletedEvent(6, TimeSpan.Zero, 5, TwitchHouse.Mia, Moderator, ByAuthor: false));
        var said = (await socket.NextAsync())["payload"]!["event"]!;
        var deleted = (await socket.NextAsync())["payload"]!["event"]!;
        Assert.Equal(said["message_id"]!.GetValue<string>(), deleted["message_id"]!.GetValue<string>());
        var fragments = said["message"]!["fragments"]!.AsArray();
        Assert.Equal(["emote", "text", "emote"], fragments.Select(f => f!["type"]!.GetValue<string>()));
        Assert.Equal("Kappa 不好的话 LUL", string.Concat(fragments.Select(f => f!["text"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_lost_poll_state_is_counted_by_the_next()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.poll.begin", "channel.poll.end");
        house.Stage.Perform(Poll(1, 0, false, 0));
        house.Stage.Perform(Poll(2, 1, false, 10));
        house.Stage.Perform(Poll(3, 2, true, 30));
        Assert.Equal("channel.poll.end", (await AfterAsync(socket, 1))["metadata"]!["subscription_type"]!.GetValue<string>());
        Assert.Equal(30, house.Truth.Rows.Last().Tally?.Votes);
    }

    private static async Task<JsonNode> AfterAsync(TwitchSocket socket, int skipped)
    {
        for (var i = 0; i < skipped; i++)
        {
            await socket.NextAsync();
        }

        return await socket.NextAsync();
    }

    private static PollEvent Poll(long number, int step, bool last, int votes) =>
        new(number, TimeSpan.Zero, 1, step, last, "哪个？", ["甲", "乙"], [votes, 0]);

    private static IEnumerable<ShowEvent> Show()
    {
        var n = 100L;
        var at = TimeSpan.Zero;
        var mia = TwitchHouse.Mia;
        yield return new BroadcastStartEvent(n++, at, "开播啦");
        yield return new AudienceEvent(n++, at, 42, 1000);
        yield return new ChatEvent(n++, at, mia, "hello");
        yield return new SpecialChatEvent(n++, at, Viewer.Owner, "各位好");
        yield return new PaidMessageEvent(n++, at, mia, "加油", 2);
        yield return new CharityEvent(n++, at, mia, 1);
        yield return new NewMemberEvent(n++, at, mia, 1);
        yield return new RenewalEvent(n++, at, mia, 2, 9, "九个月");
        yield return new MembershipGiftEvent(n++, at, mia, 1, [new Viewer(31, "甲", false, false)], Anonymous: true);
        yield return new MembershipEndEvent(n++, at, mia);
        yield return new FollowEvent(n++, at, mia);
        yield return new RaidEvent(n++, at, new Viewer(40, "友台", false, false), 55);
        yield return Poll(n++, 0, false, 0);
        yield return Poll(n++, 1, false, 10);
        yield return Poll(n++, 2, true, 30);
        yield return new PredictionEvent(n++, at, 1, 0, false);
        yield return new PredictionEvent(n++, at, 1, 1, false);
        yield return new PredictionEvent(n++, at, 1, 2, true);
        yield return new RedemptionEvent(n++, at, mia, "喝水", Automatic: false);
        yield return new RedemptionEvent(n++, at, mia, "看我", Automatic: true);
        foreach (var subject in Enum.GetValues<GoalSubject>())
        {
            yield return new GoalEvent(n++, at, subject, 0, false);
            yield return new GoalEvent(n++, at, subject, 1, false);
            yield return new GoalEvent(n++, at, subject, 2, true);
        }

        yield return new AdBreakEvent(n++, at, 60);
        yield return new ChannelUpdateEvent(n++, at, "新标题");
        yield return new ChatRulesEvent(n++, at, true);
        yield return new MessageDeletedEvent(n++, at, 102, mia, Moderator, false);
        yield return new BanEvent(n++, at, mia, Moderator, 600, "刷屏");
        yield return new BanEvent(n++, at, mia, Moderator, null, "再犯");
        yield return new UnbanEvent(n++, at, mia, Moderator);
        yield return new ChatClearEvent(n++, at);
        yield return new VendorEvent(n++, at, mia);
        yield return new BroadcastEndEvent(n, at, "开播啦");
    }

    private static readonly string[] Types =
    [
        "channel.chat.message",
        "channel.chat.notification",
        "channel.chat.message_delete",
        "channel.chat.clear",
        "channel.chat.clear_user_messages",
        "channel.chat_settings.update",
        "channel.follow@2",
        "channel.subscribe",
        "channel.subscription.end",
        "channel.subscription.gift",
        "channel.subscription.message",
        "channel.cheer",
        "channel.bits.use",
        "channel.raid",
        "channel.poll.begin",
        "channel.poll.progress",
        "channel.poll.end",
        "channel.prediction.begin",
        "channel.prediction.progress",
        "channel.prediction.lock",
        "channel.prediction.end",
        "channel.hype_train.begin@2",
        "channel.hype_train.progress@2",
        "channel.hype_train.end@2",
        "channel.channel_points_custom_reward_redemption.add",
        "channel.channel_points_automatic_reward_redemption.add@2",
        "channel.goal.begin",
        "channel.goal.progress",
        "channel.goal.end",
        "channel.charity_campaign.donate",
        "channel.charity_campaign.start",
        "channel.charity_campaign.progress",
        "channel.charity_campaign.stop",
        "channel.update@2",
        "stream.online",
        "stream.offline",
        "channel.ban",
        "channel.unban",
        "channel.ad_break.begin",
        "channel.shoutout.create",
    ];
}
