using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Announcement.Types.State;

namespace LiveIp.Host.Tests.Distribution.Announcing;

public sealed class LiveAnnouncerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_broadcast_that_drops_and_returns_four_times_on_three_platforms_over_a_restart_is_announced_once_and_edited_at_the_end()
    {
        var networks = new[] { new MemoryNetwork("one"), new MemoryNetwork("two"), new MemoryNetwork("three"), new MemoryNetwork("four") };
        await using var rig = new AnnouncerRig(networks);
        rig.Store.Save(new Announcer { Enabled = true });

        await rig.DropAndReturnAsync(rig.RestartAsync);
        await rig.ViewersAsync("twitch", 1200);
        await rig.PassAsync(Minute);
        Assert.All(
            networks,
            static n => Assert.StartsWith("🔴 Live now: Starry night", Assert.Single(n.Standing), StringComparison.Ordinal)
        );
        await rig.EndAllAsync();
        await rig.PassAsync(TimeSpan.FromMinutes(11));

        Assert.All(
            networks,
            static n =>
            {
                Assert.Single(n.Posted);
                Assert.Equal(
                    """
                    Ended: Starry night
                    Lasted 11 min
                    Peak viewers: Twitch 1,200
                    YouTube https://youtube.example/me
                    Twitch https://twitch.example/me
                    Bilibili https://bilibili.example/me
                    """.ReplaceLineEndings("\n"),
                    Assert.Single(n.Standing)
                );
            }
        );
        Assert.Equal(State.Ended, Assert.Single(rig.Store.Newest()).State);
    }

    [Fact]
    public async Task Platforms_that_go_live_together_are_in_the_first_form_and_a_later_one_is_edited_in()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(
            new Announcer
            {
                Enabled = true,
                Language = "zh",
                Text = "来看！{platforms}",
            }
        );

        await rig.StartAsync("youtube");
        await rig.PassAsync(TimeSpan.FromSeconds(40));
        await rig.StartAsync("twitch");
        await rig.PassAsync(Minute);
        await rig.StartAsync("bilibili");
        await rig.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(
            "🔴 直播中：Starry night\n来看！YouTube、Twitch\nYouTube https://youtube.example/me\nTwitch https://twitch.example/me",
            Assert.Single(network.Posted)
        );
        Assert.Contains("来看！YouTube、Twitch、Bilibili", Assert.Single(network.Standing), StringComparison.Ordinal);
        Assert.Equal(1, network.Edits);
    }

    [Fact]
    public async Task It_is_off_until_it_is_turned_on_and_what_is_on_air_too_long_then_is_not_announced()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        await rig.StartAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(16));
        Assert.Empty(rig.Store.Newest());

        rig.Store.Save(new Announcer { Enabled = true });
        await rig.PassAsync(Minute);

        var row = Assert.Single(rig.Store.Newest());
        Assert.Equal(State.Skipped, row.State);
        Assert.Contains("more than 15 minutes", row.Detail, StringComparison.Ordinal);
        Assert.Empty(network.Posted);
    }

    [Fact]
    public async Task A_network_that_comes_back_too_late_is_told_nothing()
    {
        var network = new MemoryNetwork("one") { SetUp = false };
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true, Distributors = { "one" } });
        await rig.StartAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(16));
        network.SetUp = true;
        await rig.PassAsync(Minute);

        Assert.Equal(State.Skipped, Assert.Single(rig.Store.Newest()).State);
        Assert.Empty(network.Posted);
    }

    [Fact]
    public async Task One_network_that_is_not_there_does_not_keep_the_others_from_being_told()
    {
        var (there, away) = (new MemoryNetwork("there"), new MemoryNetwork("away") { SetUp = false });
        await using var rig = new AnnouncerRig(there, away);
        rig.Store.Save(new Announcer { Enabled = true, Distributors = { "there", "away" } });
        await rig.StartAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Single(there.Posted);
        Assert.Contains("away", Assert.Single(rig.Store.Newest()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ended_within_a_minute_and_did_not_come_back_was_never_announced()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(TimeSpan.FromSeconds(30));
        await rig.EndAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(12));

        Assert.Equal(State.Skipped, Assert.Single(rig.Store.Newest()).State);
        Assert.Empty(network.Posted);
    }

    [Fact]
    public async Task A_host_that_is_killed_after_the_post_was_made_and_before_that_was_written_down_does_not_make_another()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        var announced = Assert.Single(rig.Store.Newest());

        // As it stands on the disk when the host is killed in between; and meanwhile another platform went live.
        rig.Store.Save(announced with { State = State.Waiting, Post = "" });
        await rig.RestartAsync();
        await rig.StartAsync("bilibili");
        await rig.PassAsync(Minute);

        Assert.Equal(announced.Post, Assert.Single(rig.Store.Newest()).Post);
        Assert.Single(network.Posted);
        Assert.Contains("Bilibili", Assert.Single(network.Standing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_killed_after_an_edit_was_wished_and_before_that_was_written_down_ends_with_all_of_it()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        var before = Assert.Single(rig.Store.Newest());
        await rig.StartAsync("bilibili");
        await rig.PassAsync(TimeSpan.FromSeconds(5));

        rig.Store.Save(before);
        await rig.RestartAsync();
        await rig.StartAsync("youtube");
        await rig.PassAsync(Minute);

        Assert.Contains("YouTube", Assert.Single(network.Standing), StringComparison.Ordinal);
        Assert.Single(network.Posted);
    }

    [Fact]
    public async Task One_broadcast_can_be_left_out_and_another_be_announced_though_it_is_off()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        rig.Store.Save(new AnnouncementOverride { Broadcast = "broadcasts/1", Enabled = false });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        Assert.Empty(network.Posted);

        rig.Store.Save(new Announcer());
        rig.Store.Save(
            new AnnouncementOverride
            {
                Broadcast = "broadcasts/1",
                Enabled = true,
                Title = "The long night",
            }
        );
        await rig.PassAsync(2 * Minute);

        Assert.StartsWith("🔴 Live now: The long night", Assert.Single(network.Posted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_for_by_hand_it_is_announced_at_once_also_late_and_asked_again_not_again()
    {
        var network = new MemoryNetwork("one");
        await using var rig = new AnnouncerRig(network);
        await rig.StartAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(20));
        var broadcast = Assert.Single((await rig.Get<LiveIp.Host.Broadcasts.BroadcastDirectory>().ReadAsync(Deadline.Token())).All);

        var first = await rig.Get<LiveAnnouncer>().ForceAsync(broadcast, Deadline.Token());
        var second = await rig.Get<LiveAnnouncer>().ForceAsync(broadcast, Deadline.Token());
        await rig.LookAsync();

        Assert.Equal((State.Announced, first!.Post), (first.State, second!.Post));
        Assert.Single(network.Posted);
    }

    [Fact]
    public async Task A_network_without_editing_keeps_the_first_form_and_the_others_are_edited()
    {
        var network = new MemoryNetwork("one");
        var sent = 0;
        await using var rig = new AnnouncerRig(
            network,
            new TestDistributor(
                "fixed",
                (_, _, _) =>
                {
                    sent++;
                    return Task.FromResult(
                        new LiveIp.Contracts.DeliveryResult { Outcome = LiveIp.Contracts.DeliveryOutcome.Delivered, RemoteId = "1" }
                    );
                }
            )
        );
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        await rig.EndAsync("twitch");
        await rig.PassAsync(TimeSpan.FromMinutes(11));

        Assert.StartsWith("Ended:", Assert.Single(network.Standing), StringComparison.Ordinal);
        Assert.Equal(1, sent);
    }
}
