using LiveIp.Scoring.Strategy;
using LiveIp.Scoring.Strategy.BackTesting;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class BackTestTests
{
    private static readonly BackTestOptions Few = new() { Resamples = 300 };

    [Fact]
    public void Where_topics_differ_the_suggestion_beats_random_and_says_so()
    {
        var report = BackTest.Run(Simulated(90, [1.2, 0, -0.4, -0.8], noise: 0.6), Few);

        Assert.Null(report.Refusal);
        Assert.Equal(["suggestion", "repeat-last", "best-average", "random"], report.Policies.Select(static p => p.Policy));
        var random = report.Comparisons.Single(static c => c.Against == "random");
        Assert.True(random.Beats);
        Assert.InRange(random.Points!.Value, random.Interval!.Low, random.Interval.High);
        Assert.Contains("It beats random (+", report.Verdict, StringComparison.Ordinal);
        Assert.Contains("优于“随机”", report.VerdictZh, StringComparison.Ordinal);
        Assert.All(report.Policies, static p => Assert.Null(p.Weighted));
    }

    [Fact]
    public void Random_is_estimated_at_the_average_of_its_topics()
    {
        var random = BackTest.Run(Simulated(150, [1, 0, -1, 0], noise: 0.5), Few).Policies[3];

        Assert.InRange(50, random.Model!.Interval.Low - 1, random.Model.Interval.High + 1);
        Assert.InRange(random.Replay!.Score, random.Replay.Interval.Low, random.Replay.Interval.High);
        Assert.InRange(50, random.Replay.Interval.Low - 1, random.Replay.Interval.High + 1);
    }

    [Fact]
    public void Where_all_is_noise_it_says_that_it_beats_nothing()
    {
        var report = BackTest.Run(Simulated(60, [0, 0, 0, 0], noise: 0.8), Few);

        Assert.All(report.Comparisons, static c => Assert.False(c.Beats));
        Assert.Contains("does not demonstrably beat random", report.Verdict, StringComparison.Ordinal);
        Assert.Contains("未能证明优于“随机”", report.VerdictZh, StringComparison.Ordinal);
    }

    [Fact]
    public void Luck_is_not_taken_for_merit()
    {
        // Where all is noise the lower end of a 90 % interval should be above 0 in one of twenty.
        var beats = Enumerable
            .Range(0, 40)
            .Count(static seed =>
                BackTest
                    .Run(Simulated(60, [0, 0, 0, 0], noise: 0.8, seed), new() { Resamples = 100 })
                    .Comparisons.Single(static c => c.Against == "random")
                    .Beats
            );

        Assert.InRange(beats, 0, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(22)]
    public void Too_few_steps_are_refused_with_the_number(int broadcasts)
    {
        var report = BackTest.Run(Simulated(broadcasts, [1, 0, -1, 0], noise: 0.5), Few);

        Assert.True(report.Steps < 20);
        Assert.Contains($"{report.Steps} of 20 steps", report.Refusal, StringComparison.Ordinal);
        Assert.Equal(report.Refusal, report.Verdict);
        Assert.Contains($"{report.Steps}/20", report.VerdictZh, StringComparison.Ordinal);
        Assert.Empty(report.Policies);
        Assert.Empty(report.Comparisons);
    }

    [Fact]
    public void One_kind_of_broadcast_alone_is_refused() =>
        Assert.Contains(
            "all broadcasts have the same labels",
            BackTest.Run(Of([.. Enumerable.Repeat(("retro", (double?)1), 50)]), Few).Refusal,
            StringComparison.Ordinal
        );

    [Fact]
    public void Choices_depend_on_nothing_later()
    {
        var history = Simulated(60, [1, 0, -1, 0], noise: 0.5);
        var changed = history.ToArray();
        changed[^1] = changed[^1] with { Reward = 50 };

        Assert.Equal(
            BackTest.Run(history, Few).Policies.Select(static p => p.Matches),
            BackTest.Run(changed, Few).Policies.Select(static p => p.Matches)
        );
    }

    [Fact]
    public void Choices_the_history_does_not_show_are_not_judged()
    {
        var history = Of([.. Enumerable.Range(0, 40).Select(static i => ($"topic {i}", (double?)(i % 3)))]);

        var report = BackTest.Run(history, Few);

        Assert.All(report.Policies, static p => Assert.Null(p.Model));
        Assert.All(report.Policies, static p => Assert.Contains(" % of its choices", p.Refusal, StringComparison.Ordinal));
        Assert.All(report.Policies, static p => Assert.Null(p.Replay));
        Assert.All(report.Comparisons, static c => Assert.Null(c.Points));
        Assert.Contains("cannot be judged", report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Logged_chances_give_weighted_estimates_or_their_refusal()
    {
        var logged = Simulated(320, [1, 0, -1, 0], noise: 0.5).Select(static b => b with { Propensity = 0.25 }).ToArray();

        var enough = BackTest.Run(logged, Few).Policies[3].Weighted!;
        var few = BackTest.Run(logged[..60], Few).Policies[0].Weighted!;

        Assert.Null(enough.Refusal);
        Assert.Contains(enough.Estimates, static e => e.Name == "dr" && e.Low < 0 && e.High > 0);
        Assert.Contains("effective sample size", few.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report()
    {
        var history = Simulated(40, [1, 0, -1, 0], noise: 0.5);

        Assert.Equal(BackTest.Run(history, Few).Comparisons, BackTest.Run(history, Few).Comparisons);
    }

    [Fact]
    public void Broadcasts_without_a_reward_are_no_steps()
    {
        var history = Simulated(40, [1, 0, -1, 0], noise: 0.5);
        var waiting = history.Select(static (b, i) => i >= 35 ? b with { Reward = null } : b).ToArray();

        // Six eighths of 40 and of 35 are judged, the first three need no choice.
        Assert.Equal(BackTest.Run(history, Few).Steps - 3, BackTest.Run(waiting, Few).Steps);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Contains(
            "history[broadcasts/0].reward is NaN",
            Assert.Throws<ArgumentException>(() => BackTest.Run(Of(("retro", double.NaN)))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "resamples is 99",
            Assert.Throws<ArgumentException>(() => BackTest.Run([], new() { Resamples = 99 })).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Topics streamed at random.</summary>
    private static PastBroadcast[] Simulated(int broadcasts, double[] effects, double noise, int seed = 7)
    {
        var random = new Random(seed);
        return Of([
            .. Enumerable
                .Range(0, broadcasts)
                .Select(_ =>
                {
                    var topic = random.Next(effects.Length);
                    // A sum of uniform numbers is normal enough here.
                    var error = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
                    return ($"topic {topic}", (double?)(effects[topic] + (noise * error)));
                }),
        ]);
    }
}
