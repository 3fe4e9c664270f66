using System.Net.WebSockets;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchTruthTests
{
    [Fact]
    public async Task What_nobody_subscribed_to_is_lost()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Say("to nobody");
        await using var socket = await house.ListenAsync("stream.online");
        house.Say("still not subscribed");
        Assert.All(house.Truth.Rows, r => Assert.Equal((Fate.Unrecoverable, "no session"), (r.Class, r.Reason)));
        Assert.Equal(2, house.Truth.Rows.Count);
    }

    [Fact]
    public async Task A_drop_loses_what_was_just_written_and_what_comes_meanwhile()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Say("in flight");
        await socket.NextAsync();
        house.Faults.Order(new Fault("twitch", FaultKind.Drop));
        house.Say("meanwhile");
        await socket.BrokenAsync();
        Assert.Equal(["in flight at a drop", "no session"], house.Truth.Rows.Select(r => r.Reason));
        Assert.Equal(["websocket_disconnected"], await house.StatusesAsync());

        await using var next = await house.ListenAsync("channel.chat.message");
        house.Say("again");
        Assert.Equal("again", TwitchSocket.Text(await next.NextAsync()));
        Assert.Equal(Fate.Delivered, house.Truth.Rows.Last().Class);
    }

    [Fact]
    public async Task What_was_read_long_before_a_drop_stays_delivered()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { InFlight = TimeSpan.Zero });
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Say("old");
        await socket.NextAsync();
        Assert.True(SpinWait.SpinUntil(() => house.Truth.Rows.Single().Class == Fate.Delivered, TwitchHouse.Deadline));
        house.Faults.Order(new Fault("twitch", FaultKind.Drop));
        await socket.BrokenAsync();
        Assert.Equal(Fate.Delivered, house.Truth.Rows.Single().Class);
    }

    [Fact]
    public async Task A_peer_that_vanishes_loses_what_was_just_written()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Say("gone");
        await socket.NextAsync();
        socket.Socket.Abort();
        Assert.True(SpinWait.SpinUntil(() => house.Truth.Rows.Single().Reason == "in flight at a drop", TwitchHouse.Deadline));
    }

    [Fact]
    public async Task A_goodbye_loses_nothing_that_was_read()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Say("read");
        await socket.NextAsync();
        await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => house.StatusesAsync().Result is ["websocket_disconnected"], TwitchHouse.Deadline));
        Assert.Equal(Fate.Delivered, house.Truth.Rows.Single().Class);
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_is_cut_off()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { OutgoingFrames = 2 });
        await using var socket = await house.ListenAsync("channel.chat.message");
        for (var i = 0; i < 2000; i++)
        {
            house.Say(new string('x', 500));
        }

        await socket.BrokenAsync();
        Assert.True(SpinWait.SpinUntil(() => house.Truth.Rows.All(r => r.Class == Fate.Unrecoverable), TwitchHouse.Deadline));
    }

    [Fact]
    public async Task A_stalled_session_misses_what_another_one_gets()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.Stall, Seconds: 600));
        house.Say("unheard");
        var row = house.Truth.Rows.Single();
        Assert.Equal((Fate.Unrecoverable, "stalled"), (row.Class, row.Reason));

        await using var fresh = await house.ListenAsync("channel.chat.message");
        house.Say("heard");
        Assert.Equal("heard", TwitchSocket.Text(await fresh.NextAsync()));
        house.Faults.Order(new Fault("twitch", FaultKind.Stall, Seconds: 0));
        house.Say("both");
        Assert.Equal("both", TwitchSocket.Text(await socket.NextAsync()));
    }

    [Fact]
    public async Task A_purchase_is_one_group_and_counts_once()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var friends = new[] { new Viewer(21, "甲", false, false), new Viewer(22, "乙", false, false) };
        house.Stage.Perform(new MembershipGiftEvent(1, TimeSpan.Zero, TwitchHouse.Mia, 1, friends, Anonymous: false));
        house.Stage.Perform(new PaidMessageEvent(2, TimeSpan.Zero, TwitchHouse.Mia, "加油", 3));
        house.Stage.Perform(new RenewalEvent(3, TimeSpan.Zero, TwitchHouse.Mia, 2, 9, "九个月"));
        house.Stage.Perform(new CharityEvent(4, TimeSpan.Zero, TwitchHouse.Mia, 3));
        var groups = house.Truth.Rows.GroupBy(r => r.Group ?? r.Id).ToDictionary(g => g.First().Type, g => g.ToList());
        Assert.All(groups.Values, g => Assert.Single(g, r => r.Counts.Count > 0));
        Assert.Equal(6, groups["channel.subscription.gift"].Count);
        Assert.Equal(2, groups["channel.subscription.gift"].Sum(r => r.Counts.GetValueOrDefault("memberships.gained")));
        Assert.Equal(1, groups["channel.chat.message"].Sum(r => r.Counts["chat.messages"]));
        Assert.All(groups["channel.cheer"], r => Assert.Equal(new Amount(1_000_000_000, "x-twitch-bits"), r.Amount));
        Assert.All(groups["channel.charity_campaign.donate"], r => Assert.Equal(new Amount(25_500_000, "USD"), r.Amount));
        Assert.Equal(TruthRow.Hash("Cheer1000 加油"), groups["channel.chat.message"].Single().TextSha256);
        Assert.Equal(house.Truth.Rows.Count, house.Truth.Rows.Select(r => r.Id).Distinct().Count());
    }
}
