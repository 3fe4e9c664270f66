using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

public sealed class ComparisonTests
{
    private static readonly ScoreEngine Engine = new();
    private static readonly BroadcastFacts[] Three = [.. new[] { 4, 5, 6 }.Select((x, day) => Peak(day, x))];

    [Fact]
    public void The_difference_is_that_of_the_scores_where_both_have_the_same_metrics()
    {
        var (a, b) = (Peak(3, 6.2), Peak(4, 5.1));

        var comparison = Engine.Compare(Shows.Peak, a, b, Three);

        Assert.Equal(
            Engine.Score(Shows.Peak, a, Three).Value!.Value - Engine.Score(Shows.Peak, b, Three).Value!.Value,
            comparison.Difference!.Value,
            1e-9
        );
        Assert.Equal(Math.Exp(1.1), comparison.Terms[0].Times!.Value, 1e-9);
        Assert.Equal(10 * Math.Sqrt(2), comparison.NoiseBand!.Deviation, 1e-9);
        Assert.Equal(Math.Exp(Math.Sqrt(4 / 3.0)), comparison.Terms[0].ChanceFactor!.Value, 1e-9);
        Assert.Equal("broadcasts/2", comparison.Baseline.LastBroadcast);
    }

    [Theory]
    [InlineData(0.9, Verdict.Noise)]
    [InlineData(1.3, Verdict.MayBeChance)]
    [InlineData(2.4, Verdict.Clear)]
    public void What_one_broadcast_varies_by_is_noise(double spreads, Verdict verdict)
    {
        Assert.Equal(verdict, Engine.Compare(Shows.Peak, Peak(3, 5 + spreads), Peak(4, 5), Three).Verdict);
        Assert.Equal(verdict, Engine.Compare(Shows.Peak, Peak(3, 5), Peak(4, 5 + spreads), Three).Verdict);
    }

    [Fact]
    public void Differences_sum_and_turn_round_with_the_order() =>
        Gen.Select(RandomShows.Any.Where(static s => s.Earlier.Count > 1), Gen.Bool)
            .Sample(
                static (show, bit) =>
                {
                    var (a, b, earlier) = (show.Target, show.Earlier[^1], show.Earlier.SkipLast(1).ToArray());
                    var there = Engine.Compare(show.Profile, a, b, earlier);
                    var back = Engine.Compare(show.Profile, b, a, earlier);
                    Assert.Equal(there.Coverage, back.Coverage, 1e-12);
                    Assert.True(there.Difference is null != there.NoValue is null);
                    Assert.Equal(there.Difference ?? 0, -(back.Difference ?? 0), 1e-9);
                    Assert.Equal(there.Difference ?? 0, there.Terms.Sum(static t => t.Difference ?? 0), 1e-9);
                    Assert.All(there.Terms, static t => Assert.Equal(t.Weight > 0, t.Missing.Length == 0));
                },
                iter: 200
            );

    [Fact]
    public void Only_what_both_have_is_compared()
    {
        var profile = Shows.Profile((MetricIds.ViewersPeak, 3), (MetricIds.Likes, 1));
        BroadcastFacts[] earlier =
        [
            .. Enumerable.Range(0, 3).Select(static d => Shows.Of(d, (MetricIds.ViewersPeak, 10 + d), (MetricIds.Likes, 5 + d))),
        ];
        var a = Shows.Of(3, (MetricIds.ViewersPeak, 20), (MetricIds.Likes, 10));
        var b = Shows
            .Of(4, (MetricIds.ViewersPeak, 20), (MetricIds.Likes, 99))
            .With(MetricIds.Likes, static _ => MetricFact.None("no sample yet"));

        var comparison = Engine.Compare(profile, a, b, earlier);

        Assert.Equal(0, comparison.Difference!.Value, 1e-12);
        Assert.Equal(0.75, comparison.Coverage, 1e-12);
        Assert.Equal("no sample yet", comparison.Terms[1].Missing);
    }

    [Fact]
    public void Without_a_history_it_says_so_and_neither_may_be_in_it()
    {
        Assert.Equal("no value (1 of 3 broadcasts)", Engine.Compare(Shows.Peak, Peak(3, 5), Peak(4, 5), Three[..1]).NoValue!.English);
        Assert.Throws<FactsException>(static () => Engine.Compare(Shows.Peak, Peak(3, 5), Three[2], Three));
    }

    private static BroadcastFacts Peak(int day, double logarithm) => Shows.Of(day, (MetricIds.ViewersPeak, Math.Exp(logarithm) - 0.5));
}
