using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

/// <summary>What holds for every profile, broadcast and history. The bench asks the same of 100,000 cases.</summary>
public sealed class ScorePropertyTests
{
    private const int Cases = 1000;

    private static readonly ScoreEngine Engine = new();
    private static readonly Gen<ProfileAggregation> Means = Gen.Frequency(
        (1, Gen.Const(new ProfileAggregation())),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Geometric })),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Power, Exponent = 0.5 })),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Power, Exponent = -2 }))
    );

    [Fact]
    public void More_of_anything_never_lowers_the_score_nor_raises_the_loss() =>
        Gen.Select(RandomShows.Any, Means, Gen.Int[0, 100], Gen.Double[0, 1e6])
            .Sample(
                static (show, mean, at, more) =>
                {
                    var profile = show.Profile with { Aggregation = mean };
                    var metrics = profile.Groups.SelectMany(static g => g.Metrics).Select(static m => m.Metric).ToArray();
                    var metric = metrics[at % metrics.Length];
                    // Views are an exposure of other metrics: with more of them the rates fall.
                    if (metric == MetricIds.SpreadViews)
                    {
                        return;
                    }

                    var before = Engine.Score(profile, show.Target, show.Earlier);
                    var after = Engine.Score(profile, show.Target.Raise(metric, more), show.Earlier);
                    Assert.Equal(before.Value.HasValue, after.Value.HasValue);
                    Assert.True(
                        after.Value is null || after.Value >= before.Value - 1e-9,
                        $"{metric} +{more}: {before.Value:R} -> {after.Value:R}"
                    );
                    Assert.True(after.Loss is null || after.Loss <= before.Loss + 1e-9);
                },
                iter: Cases
            );

    [Fact]
    public void Contributions_sum_to_the_score_by_metric_group_and_channel_and_shortfalls_to_the_loss() =>
        Gen.Select(RandomShows.Any, Means)
            .Sample(
                static (show, mean) =>
                {
                    var score = Engine.Score(show.Profile with { Aggregation = mean }, show.Target, show.Earlier);
                    Assert.True(score.Value is null != score.NoValue is null);
                    if (score.Value is { } value)
                    {
                        Close(value - 50, score.Terms.Sum(static t => t.Contribution ?? 0));
                        Close(value - 50, score.Groups.Sum(static g => g.Contribution!.Value));
                        Close(value - 50, score.Channels.Sum(static c => c.Contribution!.Value));
                        Close(score.Loss!.Value, score.Terms.Sum(static t => t.LossShare ?? 0));
                        Close(1, score.Terms.Sum(static t => t.Weight));
                        Assert.All(score.Terms, static t => Assert.Equal(t.Distance is null, t.Contribution is null));
                    }
                    else
                    {
                        Assert.All(score.Terms, static t => Assert.Null(t.Contribution));
                    }
                },
                iter: Cases
            );

    [Fact]
    public void A_missing_metric_moves_the_score_inside_the_band_that_was_told() =>
        Gen.Select(RandomShows.Any, Gen.Int[0, 100], Means)
            .Sample(
                static (show, at, mean) =>
                {
                    var profile = show.Profile with { Aggregation = mean };
                    var full = Engine.Score(profile, show.Target, show.Earlier);
                    var known = full.Terms.Where(static t => t.Distance is >= -2 and <= 2 && t.Metric != MetricIds.SpreadViews).ToArray();
                    // The band is about metrics that lack: with others lacking already, the full score is not known.
                    if (known.Length == 0 || full.Terms.Any(static t => t.Distance is null && !t.NotOffered))
                    {
                        return;
                    }

                    var taken = known[at % known.Length];
                    var without = Engine.Score(profile, Without(show.Target, taken), show.Earlier);
                    if (without.Value is not null)
                    {
                        Assert.InRange(full.Value!.Value, without.Sensitivity!.Low - 1e-9, without.Sensitivity.High + 1e-9);
                    }
                },
                iter: Cases
            );

    [Fact]
    public void A_metric_that_no_platform_offers_changes_nothing() =>
        RandomShows.Any.Sample(
            static show =>
            {
                var lacking = ScoringMetrics
                    .Catalogue.Scored.First(m => show.Profile.Groups.All(g => g.Metrics.All(x => x.Metric != m.Id)))
                    .Id;
                var group = show.Profile.Groups[0];
                var share = group.Metrics.Sum(static m => m.Weight);
                // The new metric gets half of the group, and the group twice the weight: the others keep theirs.
                var wider = show.Profile with
                {
                    Groups =
                    [
                        group with
                        {
                            Weight = 2 * group.Weight,
                            Metrics = [.. group.Metrics, new() { Metric = lacking, Weight = share }],
                        },
                        .. show.Profile.Groups.Skip(1),
                    ],
                };
                var before = Engine.Score(show.Profile, show.Target, show.Earlier);
                var after = Engine.Score(wider, NotOffering(show.Target, lacking), [.. show.Earlier.Select(b => NotOffering(b, lacking))]);
                Assert.Equal(before.NoValue?.English, after.NoValue?.English);
                Close(before.Coverage, after.Coverage);
                Close(before.Value ?? 0, after.Value ?? 0);
                Close(before.Loss ?? 0, after.Loss ?? 0);
                Close(before.Sensitivity?.High ?? 0, after.Sensitivity?.High ?? 0);
            },
            iter: Cases
        );

    [Fact]
    public void Order_and_names_of_metrics_groups_channels_platforms_and_history_mean_nothing() =>
        RandomShows.Any.Sample(
            static show =>
            {
                var renamed = new ScoreEngine(
                    priors: new BaselinePriors(BaselinePriors.Shipped.All.Select(static p => (p.Id, $"{p.Platform}-2", p.Prior)))
                );
                var profile = show.Profile with
                {
                    Groups = [.. show.Profile.Groups.Reverse().Select(static g => g with { Metrics = [.. g.Metrics.Reverse()] })],
                };
                var before = Engine.Score(show.Profile, show.Target, show.Earlier);
                var after = renamed.Score(profile, Renamed(show.Target), [.. show.Earlier.Reverse().Select(Renamed)]);
                Assert.Equal(before.NoValue?.English, after.NoValue?.English);
                Close(before.Value ?? 0, after.Value ?? 0);
                Close(before.Loss ?? 0, after.Loss ?? 0);
                foreach (var term in before.Terms)
                {
                    var same = after.Terms.Single(t => t.Metric == term.Metric && t.Channel == $"{term.Channel}-2");
                    Close(term.Contribution ?? 0, same.Contribution ?? 0);
                }
            },
            iter: Cases
        );

    [Fact]
    public void Units_mean_nothing() =>
        Gen.Select(RandomShows.Any, Gen.Int[0, 2].Select(static i => new[] { "min", "h", "d" }[i]))
            .Sample(
                (show, unit) =>
                {
                    // Facts kept in minutes or hours and whole currency units, brought back when they are scored.
                    var before = Engine.Score(show.Profile, show.Target, show.Earlier);
                    var after = Engine.Score(show.Profile, Converted(show.Target, unit), [.. show.Earlier.Select(b => Converted(b, unit))]);
                    Assert.Equal(before.Value ?? 0, after.Value ?? 0, 1e-9);
                },
                iter: Cases
            );

    internal static BroadcastFacts Without(BroadcastFacts broadcast, TermScore term) =>
        broadcast with
        {
            Parts = [.. broadcast.Parts.Select(p => p.Channel == term.Channel ? Set(p, term.Metric, MetricFact.None("taken away")) : p)],
        };

    private static BroadcastPart Set(BroadcastPart part, string metric, MetricFact fact) =>
        part with
        {
            Metrics = new Dictionary<string, MetricFact>(part.Metrics) { [metric] = fact },
        };

    private static BroadcastFacts NotOffering(BroadcastFacts broadcast, string metric) =>
        broadcast with
        {
            Parts = [.. broadcast.Parts.Select(p => Set(p, metric, MetricFact.NoneOffered("no")))],
        };

    private static BroadcastFacts Renamed(BroadcastFacts broadcast) =>
        broadcast with
        {
            Name = $"{broadcast.Name}-2",
            Parts = [.. broadcast.Parts.Reverse().Select(static p => p with { Channel = $"{p.Channel}-2", Platform = $"{p.Platform}-2" })],
        };

    private static BroadcastFacts Converted(BroadcastFacts broadcast, string unit)
    {
        foreach (var metric in ScoringMetrics.Catalogue.Scored)
        {
            if (metric.Kind is MeasureKind.Duration)
            {
                var seconds = MetricUnits.ToCanonical(metric, 1, unit);
                broadcast = broadcast.With(metric.Id, v => MetricFact.Of(MetricUnits.ToCanonical(metric, v / seconds, unit)));
            }
            else if (metric.Kind is MeasureKind.Money)
            {
                broadcast = broadcast.With(metric.Id, v => MetricFact.Of(MetricUnits.ToCanonical(metric, v / 1e6, "1")));
            }
        }

        return broadcast;
    }

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Max(100, Math.Abs(expected)), $"{expected:R} and {actual:R} differ");
}
