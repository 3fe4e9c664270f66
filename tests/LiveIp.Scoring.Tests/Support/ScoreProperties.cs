using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>What holds for every profile, broadcast and history. A violation is thrown with its numbers.</summary>
internal static class ScoreProperties
{
    private static readonly ScoreEngine Engine = new();

    private static readonly ScoreEngine Renaming = new(
        priors: new BaselinePriors(BaselinePriors.Shipped.All.Select(static p => (p.Id, $"{p.Platform}-2", p.Prior)))
    );

    private static readonly Gen<ProfileAggregation> Means = Gen.Frequency(
        (12, Gen.Const(new ProfileAggregation())),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Geometric })),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Power, Exponent = 0.5 })),
        (1, Gen.Const(new ProfileAggregation { Kind = AggregationKind.Power, Exponent = -2 }))
    );

    private static readonly Gen<Show> Shows = WithMeans(RandomShows.Any);
    private static readonly Gen<Show> Complete = WithMeans(RandomShows.Complete);

    /// <summary>All of them, by name; each runs so many cases.</summary>
    public static IReadOnlyList<(string Name, Action<long> Run)> All { get; } =
    [
        ("monotone: more never lowers the score nor raises the loss", Monotone),
        ("attribution: contributions sum to the score, shortfalls to the loss", Attribution),
        ("missing: the full score lies in the band that was told", MissingBand),
        ("missing: a metric that no platform offers changes nothing", NotOffered),
        ("permutation and renaming change nothing", Permutation),
        ("units change nothing", Units),
    ];

    private static void Monotone(long cases) =>
        Gen.Select(Shows, Gen.Int[0, 100], Gen.Double[0, 1e6])
            .Sample(
                static (show, at, more) =>
                {
                    var metrics = show.Profile.Groups.SelectMany(static g => g.Metrics).Select(static m => m.Metric).ToArray();
                    var metric = metrics[at % metrics.Length];
                    // Views are an exposure of other metrics: with more of them the rates fall.
                    if (metric == MetricIds.SpreadViews)
                    {
                        return;
                    }

                    var before = Score(show);
                    var after = Score(show with { Target = show.Target.Raise(metric, more) });
                    Require(before.Value.HasValue == after.Value.HasValue, "a value came or went");
                    Require(
                        after.Value is null || after.Value >= before.Value - 1e-9,
                        $"{metric} +{more}: {before.Value:R} -> {after.Value:R}"
                    );
                    Require(
                        after.Loss is null || after.Loss <= before.Loss + 1e-9,
                        $"{metric} +{more}: loss {before.Loss:R} -> {after.Loss:R}"
                    );
                },
                iter: cases
            );

    private static void Attribution(long cases) =>
        Shows.Sample(
            static show =>
            {
                var score = Score(show);
                Require(score.Value is null != score.NoValue is null, "a score and a reason for none");
                if (score.Value is not { } value)
                {
                    Require(score.Terms.All(static t => t.Contribution is null), "points without a score");
                    return;
                }

                Close(value - 50, score.Terms.Sum(static t => t.Contribution ?? 0));
                Close(value - 50, score.Groups.Sum(static g => g.Contribution!.Value));
                Close(value - 50, score.Channels.Sum(static c => c.Contribution!.Value));
                Close(score.Loss!.Value, score.Terms.Sum(static t => t.LossShare ?? 0));
                Close(1, score.Terms.Sum(static t => t.Weight));
                Require(score.Terms.All(static t => t.Distance is null == t.Contribution is null), "points without a distance");
            },
            iter: cases
        );

    private static void MissingBand(long cases) =>
        Gen.Select(Complete, Gen.Int[0, 100])
            .Sample(
                static (show, at) =>
                {
                    var full = Score(show);
                    var known = full.Terms.Where(static t => t.Distance is >= -2 and <= 2 && t.Metric != MetricIds.SpreadViews).ToArray();
                    // With others lacking already, the full score is not known.
                    if (known.Length == 0 || full.Terms.Any(static t => t.Distance is null))
                    {
                        return;
                    }

                    var taken = known[at % known.Length];
                    var without = Score(show with { Target = Without(show.Target, taken) });
                    Require(
                        without.Sensitivity is not { } band || (full.Value >= band.Low - 1e-9 && full.Value <= band.High + 1e-9),
                        $"{full.Value:R} outside {without.Sensitivity?.Low:R} to {without.Sensitivity?.High:R}"
                    );
                },
                iter: cases
            );

    private static void NotOffered(long cases) =>
        Shows.Sample(
            static show =>
            {
                var lacking = ScoringMetrics
                    .Catalogue.Scored.First(m => show.Profile.Groups.All(g => g.Metrics.All(x => x.Metric != m.Id)))
                    .Id;
                var group = show.Profile.Groups[0];
                // The new metric gets half of the group, and the group twice the weight: the others keep theirs.
                var wider = show.Profile with
                {
                    Groups =
                    [
                        group with
                        {
                            Weight = 2 * group.Weight,
                            Metrics = [.. group.Metrics, new() { Metric = lacking, Weight = group.Metrics.Sum(static m => m.Weight) }],
                        },
                        .. show.Profile.Groups.Skip(1),
                    ],
                };
                var after = Score(new(wider, NotOffering(show.Target, lacking), [.. show.Earlier.Select(b => NotOffering(b, lacking))]));
                Same(Score(show), after);
                Close(Score(show).Coverage, after.Coverage);
            },
            iter: cases
        );

    private static void Permutation(long cases) =>
        Shows.Sample(
            static show =>
            {
                var profile = show.Profile with
                {
                    Groups = [.. show.Profile.Groups.Reverse().Select(static g => g with { Metrics = [.. g.Metrics.Reverse()] })],
                };
                var before = Score(show);
                var after = Renaming.Score(profile, Renamed(show.Target), [.. show.Earlier.Reverse().Select(Renamed)]);
                Same(before, after);
                foreach (var term in before.Terms)
                {
                    var same = after.Terms.Single(t => t.Metric == term.Metric && t.Channel == $"{term.Channel}-2");
                    Close(term.Contribution ?? 0, same.Contribution ?? 0);
                }
            },
            iter: cases
        );

    private static void Units(long cases) =>
        Gen.Select(
                Shows,
                Gen.Int[0, 2]
                    .Select(static i =>
                        i == 0 ? "min"
                        : i == 1 ? "h"
                        : "d"
                    )
            )
            .Sample(
                static (show, unit) =>
                {
                    // Facts kept in minutes, hours or days and whole currency units, brought back when they are scored.
                    var after = Score(
                        show with
                        {
                            Target = Converted(show.Target, unit),
                            Earlier = [.. show.Earlier.Select(b => Converted(b, unit))],
                        }
                    );
                    var difference = Math.Abs((Score(show).Value ?? 0) - (after.Value ?? 0));
                    Require(difference <= 1e-9, $"{difference:R} apart in {unit}");
                },
                iter: cases
            );

    private static Gen<Show> WithMeans(Gen<Show> shows) =>
        Gen.Select(shows, Means, static (show, mean) => show with { Profile = show.Profile with { Aggregation = mean } });

    private static BroadcastScore Score(Show show) => Engine.Score(show.Profile, show.Target, show.Earlier);

    private static void Same(BroadcastScore before, BroadcastScore after)
    {
        Require(before.NoValue?.English == after.NoValue?.English, $"{before.NoValue} and {after.NoValue}");
        Close(before.Value ?? 0, after.Value ?? 0);
        Close(before.Loss ?? 0, after.Loss ?? 0);
        Close(before.NoiseBand?.Deviation ?? 0, after.NoiseBand?.Deviation ?? 0);
        Close(before.Sensitivity?.High ?? 0, after.Sensitivity?.High ?? 0);
    }

    private static BroadcastFacts Without(BroadcastFacts broadcast, TermScore term) =>
        broadcast with
        {
            Parts = [.. broadcast.Parts.Select(p => p.Channel == term.Channel ? Set(p, term.Metric, MetricFact.None("taken away")) : p)],
        };

    private static BroadcastFacts NotOffering(BroadcastFacts broadcast, string metric) =>
        broadcast with
        {
            Parts = [.. broadcast.Parts.Select(p => Set(p, metric, MetricFact.NoneOffered("not offered")))],
        };

    private static BroadcastPart Set(BroadcastPart part, string metric, MetricFact fact) =>
        part with
        {
            Metrics = new Dictionary<string, MetricFact>(part.Metrics) { [metric] = fact },
        };

    private static BroadcastFacts Renamed(BroadcastFacts broadcast) =>
        broadcast with
        {
            Name = $"{broadcast.Name}-2",
            Parts = [.. broadcast.Parts.Reverse().Select(static p => p with { Channel = $"{p.Channel}-2", Platform = $"{p.Platform}-2" })],
        };

    private static BroadcastFacts Converted(BroadcastFacts broadcast, string unit)
    {
        foreach (var metric in ScoringMetrics.Catalogue.Scored.Where(static m => m.Kind is MeasureKind.Duration or MeasureKind.Money))
        {
            var kept = metric.Kind == MeasureKind.Money ? "1" : unit;
            var size = MetricUnits.ToCanonical(metric, 1, kept);
            broadcast = broadcast.With(metric.Id, v => MetricFact.Of(MetricUnits.ToCanonical(metric, v / size, kept)));
        }

        return broadcast;
    }

    private static void Close(double expected, double actual) =>
        Require(Math.Abs(expected - actual) <= 1e-12 * Math.Max(100, Math.Abs(expected)), $"{expected:R} and {actual:R} differ");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
