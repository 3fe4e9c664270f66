using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Strategy;

public sealed class SuggestTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_any_broadcast_it_says_so_in_both_languages()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);

        var answer = await rig.SuggestAsync();

        Assert.Equal("not enough history (0 of 3 broadcasts)", answer.NotEnoughHistory);
        Assert.Equal("历史不足（3 场直播中已有 0 场）", answer.NotEnoughHistoryZh);
        Assert.Equal((0, 3, answer.NotEnoughHistory), (answer.Broadcasts, answer.NeededBroadcasts, answer.Summary));
        Assert.Empty(answer.Options);
        Assert.StartsWith("suggestions/", answer.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broadcasts_without_labels_are_no_history_and_it_says_what_to_do()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("1", "");
        var latest = await rig.BroadcastAsync("2", "");

        var answer = await rig.SuggestAsync();

        Assert.StartsWith(
            "not enough history (0 of 3 broadcasts): no broadcast has labels yet",
            answer.NotEnoughHistory,
            StringComparison.Ordinal
        );
        Assert.Contains($"liveip broadcasts label {latest} topic=", answer.NotEnoughHistory, StringComparison.Ordinal);
        Assert.Contains($"liveip broadcasts label {latest} topic=", answer.NotEnoughHistoryZh, StringComparison.Ordinal);
        Assert.Equal((2, 0), (answer.BroadcastsWithoutLabels, answer.Options.Count));
    }

    [Fact]
    public async Task With_too_little_it_guesses_without_a_score_and_with_exact_chances()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("1", "topic=music");
        await rig.BroadcastAsync("?", "topic=talk");
        await rig.BroadcastAsync("1", "");

        var answer = await rig.SuggestAsync();

        Assert.StartsWith("not enough history (", answer.NotEnoughHistory, StringComparison.Ordinal);
        Assert.Matches("[12] more ha(s|ve) labels and no score", answer.NotEnoughHistory);
        Assert.Contains("1 more has no labels", answer.NotEnoughHistory, StringComparison.Ordinal);
        Assert.Equal(["topic=music", "topic=talk"], answer.Options.Select(static o => StrategyRig.Words(o.Labels)).Order());
        Assert.All(answer.Options, static o => Assert.False(o.HasExpectedScore || o.HasLow || o.HasHigh || o.HasNextLow));
        Assert.Equal(1, answer.Options.Sum(static o => o.Propensity), 1e-12);
    }

    [Fact]
    public async Task The_better_comes_first_with_its_interval_chance_and_reason()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(12);
        var before = rig.Log.LastSequence;

        var answer = await rig.SuggestAsync();

        Assert.Equal(["topic=music", "topic=talk"], answer.Options.Select(static o => StrategyRig.Words(o.Labels)));
        var (music, talk) = (answer.Options[0], answer.Options[1]);
        Assert.True(music.ExpectedScore > 50 && talk.ExpectedScore < 50);
        Assert.InRange(music.ExpectedScore, music.Low, music.High);
        Assert.True(music.NextLow < music.Low && music.High < music.NextHigh);
        Assert.Equal((6, 6, 12, 1, 2), (music.Broadcasts, talk.Broadcasts, answer.Broadcasts, music.Rank, talk.Rank));
        Assert.Equal(0.95, music.Propensity, 1e-12);
        Assert.Equal((0.05, false), (talk.Propensity, answer.Exploring));
        Assert.All((string[])[music.Reason, music.ReasonZh, music.WhatWouldChange, music.WhatWouldChangeZh], Assert.NotEmpty);
        Assert.Equal(("bayes-ucb@1", 1UL, DirectoryScoreBook.AsOf), (answer.Policy, answer.Seed, answer.AsOfSequence));
        Assert.Contains("exploration=0.1", answer.PolicyParameters, StringComparison.Ordinal);
        Assert.Equal(("profiles/default@1", "", ""), (answer.ProfileVersion, answer.NotEnoughHistory, answer.LeftOut));
        // It is a suggestion: nothing comes of it.
        Assert.Equal(before, rig.Log.LastSequence);
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_and_none_draws_a_new_one()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(6);

        var (one, two, free) = (await rig.SuggestAsync(), await rig.SuggestAsync(), await rig.SuggestAsync(new()));

        Assert.NotEqual(one.Name, two.Name);
        two.Name = one.Name;
        Assert.Equal(one, two);
        Assert.NotEqual(0UL, free.Seed);
        Assert.Equal(0UL, free.Asked.Seed);
        // With what was told, it can be drawn again.
        Assert.Equal(free.Options, (await rig.SuggestAsync(new() { Seed = free.Seed })).Options);
    }

    [Fact]
    public async Task What_is_drawn_to_learn_comes_first_and_is_told_as_such()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(12);

        var seed = 0UL;
        Suggestion answer;
        do
        {
            answer = await rig.SuggestAsync(new() { Seed = ++seed });
        } while (answer.Options[0].Labels["topic"] != "talk" && seed < 500);

        // Each has a chance of 5 %: that none of 500 draws it is a mistake.
        Assert.Equal(
            ("talk", true, 2, 0.05),
            (answer.Options[0].Labels["topic"], answer.Exploring, answer.Options[0].Rank, answer.Options[0].Propensity)
        );
        Assert.Equal(("music", 1), (answer.Options[1].Labels["topic"], answer.Options[1].Rank));
    }

    [Fact]
    public async Task Combinations_that_were_never_streamed_are_candidates_too()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("1", "topic=music,slot=evening");
        await rig.BroadcastAsync("1.2", "topic=talk,slot=noon,guest=Ann");
        await rig.BroadcastAsync("1.1", "topic=talk,slot=noon");

        var answer = await rig.SuggestAsync();

        Assert.Equal(
            ["slot=evening,topic=music", "slot=evening,topic=talk", "slot=noon,topic=music", "slot=noon,topic=talk"],
            answer.Options.Select(static o => StrategyRig.Words(o.Labels)).Order()
        );
        Assert.Contains("less than half of the broadcasts have: guest", answer.LeftOut, StringComparison.Ordinal);
        Assert.Contains("liveip suggest --candidate", answer.LeftOut, StringComparison.Ordinal);
        Assert.Contains("guest", answer.LeftOutZh, StringComparison.Ordinal);
        Assert.Equal(2, answer.Options.Single(static o => StrategyRig.Words(o.Labels) == "slot=noon,topic=talk").Broadcasts);
    }

    [Fact]
    public async Task Vetoes_and_spacings_remove_before_the_draw_with_a_reason()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("1", "topic=politics");
        await rig.BroadcastAsync("1", "topic=music");
        await rig.BroadcastAsync("1", "topic=talk");
        var request = new SuggestRequest
        {
            Vetoes =
            {
                new LabelValue { Factor = "topic", Value = "politics" },
            },
            Spacings =
            {
                new Spacing { Factor = "topic", Broadcasts = 1 },
            },
        };

        var answer = await rig.SuggestAsync(request);
        request.Spacings[0].Broadcasts = 2;
        var nothing = await rig.SuggestAsync(request);

        Assert.Equal("music", Assert.Single(answer.Options).Labels["topic"]);
        Assert.Equal(1, answer.Options[0].Propensity);
        Assert.Equal(["politics", "talk"], answer.Removed.Select(static r => r.Labels["topic"]).Order());
        Assert.All(answer.Removed, static r => Assert.True(r.Reason.Length > 0 && r.ReasonZh.Length > 0));
        Assert.Empty(nothing.Options);
        Assert.Equal(3, nothing.Removed.Count);
        Assert.Contains("remove every candidate", nothing.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_on_air_counts_for_spacing_and_not_as_history()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var live = await rig.BroadcastAsync("5", "topic=music", live: true);

        var answer = await rig.SuggestAsync(
            new()
            {
                Spacings =
                {
                    new Spacing { Factor = "topic", Broadcasts = 1 },
                },
            }
        );

        Assert.Equal((4, 1, live), (answer.Broadcasts, answer.BroadcastsWithoutScore, answer.LatestBroadcast));
        Assert.Equal("talk", Assert.Single(answer.Options).Labels["topic"]);
    }

    [Fact]
    public async Task Named_candidates_need_no_history_and_platforms_that_are_left_out_are_told()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("youtube", "");

        var answer = await rig.SuggestAsync(
            new()
            {
                Candidates =
                {
                    new CandidateLabels { Labels = { ["topic"] = "chess" } },
                    new CandidateLabels { Labels = { ["topic"] = "go" } },
                },
            }
        );

        Assert.Equal(["chess", "go"], answer.Options.Select(static o => o.Labels["topic"]).Order());
        Assert.StartsWith("not enough history (0 of 3 broadcasts)", answer.NotEnoughHistory, StringComparison.Ordinal);
        Assert.Equal(("youtube", "policy: needs an agreement"), (answer.Excluded.Single().Platform, answer.Excluded.Single().Reason));
    }

    [Fact]
    public async Task A_rule_about_a_label_that_nothing_has_is_refused_with_those_that_there_are()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.BroadcastAsync("1", "topic=music,slot=noon");
        var request = new SuggestRequest
        {
            Vetoes =
            {
                new LabelValue { Factor = "topic", Value = "x" },
                new LabelValue { Factor = "topc", Value = "x" },
            },
            Spacings =
            {
                new Spacing { Factor = "solt", Broadcasts = 1 },
            },
        };

        var failure = await Assert.ThrowsAsync<RpcException>(() => rig.SuggestAsync(request));

        Assert.Contains("there are slot, topic", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(
            ["vetoes[1].factor", "spacings[0].factor"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => rig.SuggestAsync(request))
        );
    }

    [Fact]
    public async Task An_unknown_profile_is_not_found()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await RpcAssert.FailsAsync(StatusCode.NotFound, "PROFILE_NOT_FOUND", () => rig.SuggestAsync(new() { Profile = "profiles/none" }));
        await RpcAssert.FailsAsync(
            StatusCode.NotFound,
            "PROFILE_NOT_FOUND",
            async () => await rig.Client.BackTestAsync(new() { Profile = "profiles/none" })
        );
    }
}
