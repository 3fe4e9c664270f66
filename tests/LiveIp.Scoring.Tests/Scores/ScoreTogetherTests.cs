using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

public sealed class ScoreTogetherTests
{
    private static readonly ScoreEngine Engine = new();

    [Fact]
    public void A_topic_that_is_always_better_stays_above_the_usual()
    {
        // Two topics in turn, one of them e^0.8 times the other, with a little of chance.
        BroadcastFacts[] shows = [.. Enumerable.Range(0, 16).Select(static i => Peak(i, 5 + (0.8 * (i % 2)) + (0.01 * (i % 3))))];

        var scores = Engine.ScoreTogether(Shows.Peak, shows);

        Assert.Equal(shows.Select(static s => s.Name), scores.Select(static s => s.Broadcast));
        Assert.All(scores.Index(), static s => Assert.Equal(s.Index % 2 == 1, s.Item.Value > 50));
        Assert.All(scores, static s => Assert.Equal(16, s.Baseline.Broadcasts));
    }

    [Fact]
    public void The_order_in_which_they_are_given_does_not_matter() =>
        RandomShows.Any.Sample(
            static show =>
            {
                BroadcastFacts[] shows = [.. show.Earlier, show.Target];
                var there = Engine.ScoreTogether(show.Profile, shows);
                var back = Engine.ScoreTogether(show.Profile, [.. shows.Reverse()]).Reverse().ToArray();
                for (var i = 0; i < shows.Length; i++)
                {
                    Assert.Equal(there[i].Value is null, back[i].Value is null);
                    Assert.Equal(there[i].Value ?? 0, back[i].Value ?? 0, 1e-9);
                }
            },
            iter: 200
        );

    [Fact]
    public void One_that_is_there_twice_is_a_named_problem()
    {
        var show = Peak(0, 5);
        var problem = Assert.Single(Assert.Throws<FactsException>(() => Engine.ScoreTogether(Shows.Peak, [show, show])).Problems);
        Assert.Equal((FactProblemCode.DuplicateBroadcast, show.Name), (problem.Code, problem.Field));
    }

    [Fact]
    public void Of_none_there_are_none() => Assert.Empty(Engine.ScoreTogether(Shows.Peak, []));

    private static BroadcastFacts Peak(int day, double logarithm) => Shows.Of(day, (MetricIds.ViewersPeak, Math.Exp(logarithm) - 0.5));
}
