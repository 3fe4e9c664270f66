using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

public sealed class ScoreEngineTests
{
    private static readonly ScoreEngine Engine = new();

    // ln(x + 0.5) of these are 4, 5 and 6: mean 5, standard deviation 1.
    private static readonly BroadcastFacts[] Three = [.. new[] { 4, 5, 6 }.Select((x, day) => Peak(day, x))];

    [Fact]
    public void A_usual_broadcast_has_50_and_one_spread_is_worth_ten_points_shrunk_towards_independence()
    {
        Assert.Equal(50, Engine.Score(Shows.Peak, Peak(3, 5), Three).Value!.Value, 1e-9);

        // One metric: C = (3 * 1 + 4 * 1) / 7 = 1, so that a spread is exactly ten points.
        var score = Engine.Score(Shows.Peak, Peak(3, 6.5), Three);
        Assert.Equal(65, score.Value!.Value, 1e-9);
        Assert.Equal(0, score.Loss!.Value, 1e-12);
        Assert.Equal(Math.Exp(1.5), score.Terms[0].TimesUsual!.Value, 1e-9);
        Assert.Equal(1.5, Engine.Score(Shows.Peak, Peak(3, 3.5), Three).Loss!.Value, 1e-9);
    }

    [Fact]
    public void The_three_intervals_are_what_they_are_named_after()
    {
        var score = Engine.Score(Shows.Peak, Peak(3, 6), Three);

        Assert.Equal(10 * Math.Sqrt(1 + (1 / 3.0)), score.NoiseBand!.Deviation, 1e-9);
        Assert.Equal(10 * Math.Sqrt(1 / 3.0), score.BaselineUncertainty!.Deviation, 1e-9);
        Assert.Equal(100, score.NoiseBand.Low + score.NoiseBand.High, 1e-9);
        Assert.Equal(2 * 60, score.BaselineUncertainty.Low + score.BaselineUncertainty.High, 1e-9);
        Assert.Null(score.WithinBroadcast);
        Assert.Equal(Verdict.Noise, score.Verdict);
        Assert.Equal(Verdict.MayBeChance, Engine.Score(Shows.Peak, Peak(3, 6.5), Three).Verdict);
        Assert.Equal(Verdict.Clear, Engine.Score(Shows.Peak, Peak(3, 7), Three).Verdict);
    }

    [Theory]
    [InlineData(0, "no value (0 of 3 broadcasts)", "无数值（3 场直播中已有 0 场）")]
    [InlineData(1, "no value (1 of 3 broadcasts)", "无数值（3 场直播中已有 1 场）")]
    [InlineData(2, "no value (2 of 3 broadcasts)", "无数值（3 场直播中已有 2 场）")]
    public void Without_a_prior_three_broadcasts_are_needed(int history, string english, string chinese)
    {
        var score = Engine.Score(Shows.Peak, Peak(3, 5), Three[..history]);

        Assert.Null(score.Value);
        Assert.Null(score.Loss);
        Assert.Equal(NoValueCode.NoBaseline, score.NoValue!.Code);
        Assert.Equal(english, score.NoValue.English);
        Assert.Equal(chinese, score.NoValue.Chinese);
        Assert.Equal(english, score.Terms[0].Missing);
        Assert.Equal((history, 3.0), (score.NoValue.Have, score.NoValue.Need));
    }

    [Fact]
    public void The_default_profile_says_so_too_before_the_first_broadcast()
    {
        var first = Shows.Of(0, (MetricIds.ChatMessages, 10), (MetricIds.ViewersPeak, 5), (MetricIds.WatchSeconds, 6000));

        Assert.Equal("no value (0 of 3 broadcasts)", Engine.Score(ShippedProfiles.Default, first, []).NoValue!.ToString());
    }

    [Fact]
    public void The_broadcasts_that_lack_are_those_of_metrics_with_a_value()
    {
        // Peaks are known of three broadcasts and not of this one; average viewers are known here for the first time.
        var profile = Shows.Profile((MetricIds.ViewersPeak, 1), (MetricIds.ViewersMean, 3));

        var score = Engine.Score(profile, Shows.Of(3, (MetricIds.ViewersMean, 9)), Three);

        Assert.Equal("no value (0 of 3 broadcasts)", score.NoValue!.English);
    }

    [Fact]
    public void What_is_missing_shares_its_weight_out_and_below_half_there_is_no_score()
    {
        var profile = Shows.Profile((MetricIds.ViewersPeak, 3), (MetricIds.ViewersMean, 2));
        BroadcastFacts[] earlier = [.. Three.Select(static b => b.Parts[0].Metrics[MetricIds.ViewersPeak].Value!.Value).Select(Both)];
        var target = Both(3, Math.Exp(6) - 0.5);

        var full = Engine.Score(profile, target, earlier);
        var without = Engine.Score(profile, target.With(MetricIds.ViewersMean, static _ => MetricFact.None("no sample yet")), earlier);
        var insufficient = Engine.Score(profile, target.With(MetricIds.ViewersPeak, static _ => MetricFact.None("no sample yet")), earlier);

        Assert.Equal(1, full.Coverage, 1e-12);
        Assert.Equal([0.6, 0.4], full.Terms.Select(static t => Math.Round(t.Weight, 12)));
        Assert.Equal(0.6, without.Coverage, 1e-12);
        Assert.Equal([1.0, 0.0], without.Terms.Select(static t => t.Weight));
        Assert.Equal("no sample yet", without.Terms[1].Missing);
        Assert.Equal(60, without.Value!.Value, 1e-9);
        Assert.Null(insufficient.Value);
        Assert.Equal(NoValueCode.Insufficient, insufficient.NoValue!.Code);
        Assert.Equal("insufficient: 40 % of the profile's weight is known, 50 % is needed", insufficient.NoValue.English);
    }

    [Fact]
    public void What_a_platform_does_not_offer_is_not_missing()
    {
        var profile = Shows.Profile((MetricIds.ViewersPeak, 1), (MetricIds.Likes, 9));
        var target = Peak(3, 6);
        target = target with
        {
            Parts =
            [
                target.Parts[0] with
                {
                    Metrics = new Dictionary<string, MetricFact>(target.Parts[0].Metrics)
                    {
                        [MetricIds.Likes] = MetricFact.NoneOffered("not offered by the platform"),
                    },
                },
            ],
        };

        var score = Engine.Score(profile, target, Three);

        Assert.Equal(60, score.Value!.Value, 1e-9);
        Assert.Equal(1, score.Coverage, 1e-12);
        Assert.Equal(0.1, score.OfferedShare, 1e-12);
        Assert.Equal(60, score.Sensitivity!.Low, 1e-9);
        Assert.Equal("not offered by the platform", score.Terms[1].Missing);
    }

    [Fact]
    public void Platforms_share_the_weight_by_viewer_minutes_half_way_to_equal_and_without_viewers_equally()
    {
        var target = Shows.Of(
            3,
            Shows.Part("channels/a", "twitch", (MetricIds.ChatMessages, 10)) with
            {
                ViewerMinutes = 3000,
            },
            Shows.Part("channels/b", "youtube", (MetricIds.ChatMessages, 10)) with
            {
                ViewerMinutes = 1000,
            },
            Shows.Part("channels/c", "bilibili", (MetricIds.ChatMessages, 10)) with
            {
                ViewerMinutes = null,
            }
        );
        var profile = Shows.Profile((MetricIds.ChatMessages, 1));

        var shares = Engine.Score(profile, target, []).Channels.Select(static c => c.Share).ToArray();
        var equal = Engine.Score(profile with { Policy = new() { Weighting = PlatformWeighting.Equal } }, target, []);

        Assert.Equal(1 / 6.0 + (1 / 3.0 * 0.75), shares[0], 1e-12);
        Assert.Equal(1 / 6.0 + (1 / 3.0 * 0.25), shares[1], 1e-12);
        Assert.Equal(1 / 3.0, shares[2], 1e-12);
        Assert.All(equal.Channels, static c => Assert.Equal(1 / 3.0, c.Share, 1e-12));
    }

    [Fact]
    public void Left_out_platforms_are_named_with_who_left_them_out()
    {
        var target = Peak(3, 5) with { LeftOut = [new() { Platform = "youtube", Reason = "policy: no agreement" }] };

        var score = Engine.Score(Shows.Peak with { Policy = new() { Exclude = ["twitch"] } }, target, Three);

        Assert.Equal(
            ["youtube: policy: no agreement", "twitch: the profile leaves it out"],
            score.LeftOut.Select(static l => $"{l.Platform}: {l.Reason}")
        );
        Assert.Equal(NoValueCode.NothingKnown, score.NoValue!.Code);
    }

    [Fact]
    public void The_baseline_is_named_and_looks_at_the_last_twenty_whatever_their_order()
    {
        BroadcastFacts[] earlier = [.. Enumerable.Range(0, 30).Select(static day => Peak(day, day < 10 ? 9 : 4 + (day % 3)))];
        var target = Peak(30, 6);

        var score = Engine.Score(Shows.Peak, target, earlier);
        var shuffled = Engine.Score(Shows.Peak, target, [.. earlier.Reverse()]);

        Assert.Equal(("broadcasts/29", 30), (score.Baseline.LastBroadcast, score.Baseline.Broadcasts));
        Assert.Equal(20, score.Terms[0].Baseline!.Count);
        Assert.Equal(5, score.Terms[0].Baseline!.Location, 1e-9);
        Assert.Equal(score.Value, shuffled.Value);
    }

    [Fact]
    public void A_target_moves_the_loss_and_not_the_score()
    {
        var beat = Target(new() { BeatUsualBy = 0.1 });

        Assert.Equal(Math.Log(1.1), Engine.Score(beat, Peak(3, 5), Three).Loss!.Value, 1e-9);
        Assert.Equal(0.7, Engine.Score(Target(new() { Tau = 0.7 }), Peak(3, 5), Three).Loss!.Value, 1e-9);
        Assert.Equal(50, Engine.Score(beat, Peak(3, 5), Three).Value!.Value, 1e-9);
        Assert.Equal(Math.Log(2), Engine.Score(Shows.Peak with { Loss = new() { Smooth = true } }, Peak(3, 5), Three).Loss!.Value, 1e-9);
    }

    [Fact]
    public void Facts_and_profiles_with_problems_are_refused()
    {
        Assert.Throws<FactsException>(static () => Engine.Score(Shows.Peak, Peak(1, 5), Three));
        Assert.Throws<ProfileException>(static () => Engine.Score(Shows.Profile(("nonsense", 1)), Peak(3, 5), Three));
    }

    private static ScoreProfile Target(ProfileTarget target) =>
        Shows.Peak with
        {
            Groups = [Shows.Peak.Groups[0] with { Metrics = [Shows.Peak.Groups[0].Metrics[0] with { Target = target }] }],
        };

    private static BroadcastFacts Peak(int day, double logarithm) => Shows.Of(day, (MetricIds.ViewersPeak, Math.Exp(logarithm) - 0.5));

    private static BroadcastFacts Both(double value, int day) => Both(day, value);

    private static BroadcastFacts Both(int day, double value) =>
        Shows.Of(day, (MetricIds.ViewersPeak, value), (MetricIds.ViewersMean, value));

    [Fact]
    public void Clicks_and_likes_of_networks_without_views_have_a_usual_of_their_own()
    {
        var profile = Shows.Profile((MetricIds.SpreadClicks, 1), (MetricIds.SpreadLikes, 1));
        var earlier = new[] { 8.0, 10, 12 }.Select((x, day) => Shows.Of(day, (MetricIds.SpreadClicks, x), (MetricIds.SpreadLikes, 2 * x)));

        var usual = new ScoreEngine().Score(profile, Shows.Of(9, (MetricIds.SpreadClicks, 10), (MetricIds.SpreadLikes, 20)), [.. earlier]);
        var more = new ScoreEngine().Score(profile, Shows.Of(9, (MetricIds.SpreadClicks, 30), (MetricIds.SpreadLikes, 60)), [.. earlier]);

        Assert.Equal(50, usual.Value!.Value, 1.0);
        Assert.True(more.Value > 60);
    }
}
