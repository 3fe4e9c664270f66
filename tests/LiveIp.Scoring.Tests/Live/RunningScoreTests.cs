using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Live;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Live;

public sealed class RunningScoreTests
{
    private static readonly ScoreEngine Engine = new();

    [Fact]
    public void A_running_broadcast_has_the_score_of_a_finished_one_with_the_same_totals() =>
        Gen.Select(RandomShows.Any, Gen.Int[1, 12], Gen.Int[0, 9].Select(static i => i == 0))
            .Sample(
                static (show, updates, geometric) =>
                {
                    var profile = show.Profile with
                    {
                        Aggregation = new() { Kind = geometric ? AggregationKind.Geometric : AggregationKind.Arithmetic },
                    };
                    var running = Engine.Follow(profile, Empty(show.Target), show.Earlier);
                    Play(running, show.Target, updates);

                    var finished = Engine.Score(profile, show.Target, show.Earlier);
                    Assert.Equal(finished.NoValue?.English, running.NoValue?.English);
                    Assert.Equal(finished.Value ?? 0, running.Value ?? 0, 1e-8);
                    Assert.Equal(finished.Coverage, running.Coverage, 1e-12);
                    Assert.Equal(
                        finished.Terms.Select(static t => t.Missing.Length > 0),
                        running.Explain().Terms.Select(static t => t.Missing.Length > 0)
                    );
                },
                iter: 200
            );

    [Fact]
    public void Many_updates_do_not_drift()
    {
        var (running, target) = Default();
        for (var i = 0; i < 20_000; i++)
        {
            running.Update(MetricIds.ChatMessages, "channels/a", 0.1);
            _ = running.Value;
        }

        var same = target.With(MetricIds.ChatMessages, static v => MetricFact.Of(v + 2_000));
        Assert.Equal(Engine.Score(ShippedProfiles.Default, same, History()).Value!.Value, running.Value!.Value, 1e-6);
    }

    [Fact]
    public void Updates_and_reads_take_no_memory()
    {
        var (running, _) = Default();
        Run(running, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(running, 10_000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_metric_becomes_known_with_its_first_update_be_it_zero()
    {
        var (running, _) = Default();
        var before = running.Coverage;

        Assert.True(running.Update(MetricIds.Likes, "channels/a", 0));

        Assert.True(running.Coverage > before);
    }

    [Fact]
    public void What_the_profile_does_not_weigh_is_let_pass_and_bad_numbers_are_refused()
    {
        var (running, _) = Default();
        var before = running.Value;

        Assert.False(running.Update(MetricIds.PollsVotes, "channels/a", 1));
        Assert.False(running.Update(MetricIds.ChatMessages, "channels/other", 1));
        Assert.False(running.SetExposure("channels/other", 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.Update(MetricIds.ChatMessages, "channels/a", double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.Update(MetricIds.ChatMessages, "channels/a", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.Update(MetricIds.SpreadViews, "channels/a", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.SetExposure("channels/a", double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.SetExposure("channels/a", 1, -1));
        Assert.Throws<ArgumentException>(() => running.Update(MetricIds.ViewersPeak, "channels/a", 1));
        Assert.Throws<FactsException>(() => running.Set(MetricIds.ViewersPeak, "channels/a", MetricFact.Of(-1)));
        Assert.Equal(before, running.Value);
    }

    private static void Run(RunningScore running, int updates)
    {
        for (var i = 0; i < updates; i++)
        {
            running.Update(MetricIds.ChatMessages, "channels/a", 1);
            running.Update(MetricIds.SpreadViews, "channels/a", 2);
            running.SetExposure("channels/a", 60 + i, 6000 + i);
            _ = running.Value;
        }
    }

    private static (RunningScore Running, BroadcastFacts Target) Default()
    {
        var target = Show(9);
        return (Engine.Follow(ShippedProfiles.Default, target, History()), target);
    }

    private static BroadcastFacts[] History() => [.. Enumerable.Range(0, 8).Select(Show)];

    private static BroadcastFacts Show(int day)
    {
        var part = Shows.Part(
            "channels/a",
            "twitch",
            (MetricIds.ChatMessages, 500 + (day * 37 % 90)),
            (MetricIds.ChatParticipants, 50 + (day * 13 % 20)),
            (MetricIds.WatchSeconds, 90_000 + (day * 997 % 9000)),
            (MetricIds.ViewersPeak, 80 + (day * 7 % 30)),
            (MetricIds.SpreadViews, 300 + (day * 17 % 90)),
            (MetricIds.SpreadClicks, 30 + (day * 5 % 9)),
            (MetricIds.Likes, 20 + day)
        );
        // Likes are in the history and not in the broadcast that is followed.
        return Shows.Of(
            day,
            day == 9 ? part with { Metrics = part.Metrics.Where(static m => m.Key != MetricIds.Likes).ToDictionary() } : part
        );
    }

    // The broadcast's channels, of which nothing is known yet.
    private static BroadcastFacts Empty(BroadcastFacts target) =>
        target with
        {
            Parts =
            [
                .. target.Parts.Select(static p =>
                    p with
                    {
                        LiveMinutes = 0,
                        ViewerMinutes = null,
                        Metrics = p.Metrics.ToDictionary(
                            static m => m.Key,
                            static m => m.Value.Value is null ? m.Value : MetricFact.None("no sample yet")
                        ),
                    }
                ),
            ],
        };

    private static void Play(RunningScore running, BroadcastFacts target, int updates)
    {
        for (var step = 1; step <= updates; step++)
        {
            foreach (var part in target.Parts)
            {
                running.SetExposure(part.Channel, part.LiveMinutes * step / updates, part.ViewerMinutes * step / updates);
                foreach (var (metric, fact) in part.Metrics.Where(static m => m.Value.Value is not null))
                {
                    if (ScoringMetrics.Catalogue.Find(metric)!.Kind == MeasureKind.Gauge)
                    {
                        running.Set(metric, part.Channel, fact);
                    }
                    else
                    {
                        running.Update(metric, part.Channel, fact.Value!.Value * (fact.N ?? 1) / updates);
                    }
                }

                _ = running.Value;
            }
        }
    }
}
