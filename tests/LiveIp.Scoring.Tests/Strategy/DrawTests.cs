using LiveIp.Scoring.Strategy;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class DrawTests
{
    private static readonly PastBroadcast[] History = Of(("retro", 1), ("cooking", 0), ("music", -1), ("talk", 0.2), ("retro", 1.1));

    [Fact]
    public void Propensities_are_exact_and_are_how_often_it_is_drawn()
    {
        const int Draws = 5_000;
        var counts = new int[Topics.Length];
        DecisionRecord? decision = null;
        for (var seed = 0UL; seed < Draws; seed++)
        {
            decision = StrategyPolicy.Decide(Request(History) with { Seed = seed })!;
            counts[decision.Chosen]++;
            Assert.Equal(decision.Candidates[decision.Chosen].Propensity, decision.Propensity);
            Assert.True(decision.Propensity > 0.5 || decision.Explored);
        }

        Assert.Equal(
            [0.925, 0.025, 0.025, 0.025],
            decision!.Candidates.Select(static c => c.Propensity),
            static (a, b) => Math.Abs(a - b) < 1e-15
        );
        for (var i = 0; i < counts.Length; i++)
        {
            var p = decision.Candidates[i].Propensity;
            Assert.Equal(p, (double)counts[i] / Draws, 4 * Math.Sqrt(p * (1 - p) / Draws));
        }
    }

    [Fact]
    public void Ties_share_the_draw()
    {
        var decision = StrategyPolicy.Decide(Request([]))!;

        Assert.All(decision.Candidates, static c => Assert.Equal(0.25, c.Propensity, 1e-15));
        Assert.Equal(
            4,
            Enumerable
                .Range(0, 100)
                .Select(static s => StrategyPolicy.Decide(Request([]) with { Seed = (ulong)s })!.Chosen)
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void Explored_or_not_the_chances_sum_to_one_and_none_is_zero()
    {
        var removed = Request(History) with { Constraints = new() { Vetoes = [new() { Labels = Labels(("topic", "talk")) }] } };
        var decision = StrategyPolicy.Decide(removed)!;

        Assert.Equal(3, decision.Candidates.Count);
        Assert.Equal(1, decision.Candidates.Sum(static c => c.Propensity), 1e-12);
        Assert.All(decision.Candidates, static c => Assert.True(c.Propensity >= 0.1 / 3 - 1e-15));
    }

    [Fact]
    public void The_record_names_context_policy_and_seed()
    {
        var decision = StrategyPolicy.Decide(Request(History) with { Seed = 42, PlannedStart = Start.AddDays(9) })!;

        Assert.Equal(42UL, decision.Seed);
        Assert.Equal(("bayes-ucb", 1), (decision.Policy.Id, decision.Policy.Version));
        Assert.StartsWith(
            "c=1 discount=0.98 exploration=0.1 window=off page-hinkley=off",
            decision.Policy.Parameters,
            StringComparison.Ordinal
        );
        Assert.Equal(
            (5, 5, 0, "broadcasts/4"),
            (decision.Context.Scored, decision.Context.Used, decision.Context.Pending, decision.Context.LatestBroadcast)
        );
        Assert.Equal(Start.AddDays(9), decision.Context.PlannedStart);
    }

    [Fact]
    public void The_index_is_mean_and_deviation()
    {
        var decision = StrategyPolicy.Decide(Request(History))!;

        Assert.All(decision.Candidates, static c => Assert.Equal(c.Mean + c.StandardDeviation, c.Index, 1e-12));
    }
}
