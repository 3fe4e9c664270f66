using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class LiveBadgeTests
{
    private static readonly LiveBadge Badge = new()
    {
        Links =
        [
            new Post.Types.Link { Platform = "youtube", Uri = "https://www.youtube.com/watch?v=abc" },
            new Post.Types.Link { Platform = "twitch", Uri = "https://www.twitch.tv/streamer" },
        ],
        Title = "彗星之夜",
        Duration = TimeSpan.FromMinutes(60),
    };

    [Fact]
    public async Task An_account_is_marked_with_the_link_that_the_network_shows_until_its_time_is_over()
    {
        await using var bench = await Bench.StartAsync();

        var shown = await ShowAsync(bench, Badge);

        var external = bench.Server.Status!["embed"]!["external"]!;
        Assert.Equal(ChangeOutcome.Done, shown.Outcome);
        Assert.Equal(("https://www.twitch.tv/streamer", "彗星之夜"), ((string?)external["uri"], (string?)external["title"]));
        bench.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(bench.Server.IsLive);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(bench.Server.IsLive);
    }

    [Fact]
    public async Task Showing_it_again_lengthens_it_and_half_minutes_count_as_whole_ones()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge);
        bench.Clock.Advance(TimeSpan.FromMinutes(50));

        await ShowAsync(bench, Badge with { Duration = TimeSpan.FromSeconds(90) });

        bench.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.True(bench.Server.IsLive);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(bench.Server.IsLive);
    }

    [Fact]
    public async Task Without_a_link_to_Twitch_the_first_one_is_shown_and_without_any_nothing_is()
    {
        await using var bench = await Bench.StartAsync();

        await ShowAsync(bench, Badge with { Links = [Badge.Links[0]] });
        var none = await ShowAsync(bench, Badge with { Links = [] });

        Assert.Equal("https://www.youtube.com/watch?v=abc", (string?)bench.Server.Status!["embed"]!["external"]!["uri"]);
        Assert.Equal(ChangeOutcome.Rejected, none.Outcome);
    }

    [Fact]
    public async Task It_is_taken_away_once_and_again()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge);

        var first = await ClearAsync(bench, Badge);
        var second = await ClearAsync(bench, Badge);

        Assert.Equal((ChangeOutcome.Done, ChangeOutcome.Done), (first.Outcome, second.Outcome));
        Assert.Null(bench.Server.Status);
    }

    [Fact]
    public async Task A_mark_that_leads_elsewhere_stays()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge with { Links = [new Post.Types.Link { Platform = "twitch", Uri = "https://www.twitch.tv/friend" }] });

        var cleared = await ClearAsync(bench, Badge);

        Assert.Equal(ChangeOutcome.Done, cleared.Outcome);
        Assert.NotNull(bench.Server.Status);
    }

    [Fact]
    public async Task A_mark_that_changes_while_it_is_taken_away_stays()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge);
        bench.Server.AfterRead = () => bench.Server.Status!["durationMinutes"] = 240;

        var cleared = await ClearAsync(bench, Badge);

        Assert.Equal(ChangeOutcome.NotDone, cleared.Outcome);
        Assert.NotNull(bench.Server.Status);
    }

    [Theory]
    [InlineData(Fault.ActAndCut)]
    [InlineData(Fault.ActAndFail)]
    internal async Task A_lost_answer_is_unconfirmed_and_doing_it_again_is_harmless(Fault fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = fault;
        var shown = await ShowAsync(bench, Badge);
        var again = await ShowAsync(bench, Badge);
        bench.Server.Next = fault;
        var cleared = await ClearAsync(bench, Badge);
        var clearedAgain = await ClearAsync(bench, Badge);

        Assert.Equal((ChangeOutcome.Unconfirmed, ChangeOutcome.Done), (shown.Outcome, again.Outcome));
        Assert.Equal((ChangeOutcome.Unconfirmed, ChangeOutcome.Done), (cleared.Outcome, clearedAgain.Outcome));
        Assert.Null(bench.Server.Status);
    }

    [Fact]
    public async Task A_limit_says_how_long_and_a_session_that_ran_out_is_exchanged()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge);
        bench.Server.ExpireAccess();
        var renewed = await ShowAsync(bench, Badge);
        bench.Server.WriteLimit = 30;
        var limited = await ClearAsync(bench, Badge);

        Assert.Equal((ChangeOutcome.Done, ChangeOutcome.NotDone), (renewed.Outcome, limited.Outcome));
        Assert.InRange(limited.RetryAfter!.Value.TotalSeconds, 29, 30);
    }

    [Fact]
    public async Task The_stand_in_takes_no_mark_of_another_name_or_without_a_time()
    {
        await using var bench = await Bench.StartAsync();
        await ShowAsync(bench, Badge);
        JsonObject Input() =>
            new()
            {
                ["repo"] = BlueskyServer.Did,
                ["rkey"] = "self",
                ["record"] = bench.Server.Status!.DeepClone(),
            };
        var (right, named, timeless) = (Input(), Input(), Input());
        named["rkey"] = "other";
        timeless["record"]!["durationMinutes"] = 0;

        Assert.Null(StatusRules.Refuse(right, BlueskyServer.Did));
        Assert.NotNull(StatusRules.Refuse(named, BlueskyServer.Did));
        Assert.NotNull(StatusRules.Refuse(timeless, BlueskyServer.Did));
    }

    [Fact]
    public async Task It_is_off_until_asked_for_and_bad_settings_are_told()
    {
        await using var bench = await Bench.StartAsync();
        Assert.False(bench.Distributor().WantsLiveBadge);
        bench.Settings.LiveBadge = true;
        bench.Settings.Identifier = "@x";

        Assert.True(bench.Distributor().WantsLiveBadge);
        Assert.Equal(ChangeOutcome.Rejected, (await ShowAsync(bench, Badge)).Outcome);
    }

    private static Task<ChangeResult> ShowAsync(Bench bench, LiveBadge badge) =>
        bench.Distributor().ShowLiveBadgeAsync(badge, bench.Clock, CancellationToken.None);

    private static Task<ChangeResult> ClearAsync(Bench bench, LiveBadge badge) =>
        bench.Distributor().ClearLiveBadgeAsync(badge, bench.Clock, CancellationToken.None);
}
