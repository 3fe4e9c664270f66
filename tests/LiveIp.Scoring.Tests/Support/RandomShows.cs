using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.V1;
using BroadcastPart = LiveIp.Scoring.Facts.BroadcastPart;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>A profile, a broadcast and its history, of any size, with anything missing.</summary>
internal sealed record Show(ScoreProfile Profile, BroadcastFacts Target, IReadOnlyList<BroadcastFacts> Earlier);

internal static class RandomShows
{
    private static readonly (string Channel, string Platform)[] Channels =
    [
        ("channels/a", "twitch"),
        ("channels/b", "bilibili"),
        ("channels/c", "youtube"),
    ];

    private static readonly Gen<double> Amount = Gen.Frequency(
        (1, Gen.Const(0.0)),
        (6, Gen.Double[0, 14].Select(static x => Math.Floor(Math.Exp(x))))
    );

    private static readonly Gen<ScoreProfile> Profiles = Gen.Select(
        Gen.Shuffle(ScoringMetrics.Catalogue.Scored.ToArray(), 2, 9),
        Gen.Double[0.1, 5].Array[9],
        Gen.Double[0.1, 5].Array[3],
        Gen.Bool,
        static (metrics, weights, groups, smooth) =>
            new ScoreProfile
            {
                Id = "random",
                Version = 1,
                Label = "random",
                LabelZh = "随机",
                Loss = new() { Smooth = smooth },
                Groups =
                [
                    .. metrics
                        .Index()
                        .GroupBy(static m => m.Index % 3)
                        .Select(g => new ProfileGroup
                        {
                            Group = (MetricGroup)(g.Key + 1),
                            Weight = groups[g.Key],
                            Metrics = [.. g.Select(m => new ProfileMetric { Metric = m.Item.Id, Weight = weights[m.Index] })],
                        }),
                ],
            }
    );

    /// <summary>Most have a score; those without are there too.</summary>
    public static Gen<Show> Any { get; } = With(Gen.Int[0, 24], Gen.Double[0, 0.6]);

    /// <summary>Everything is known, and there is a history.</summary>
    public static Gen<Show> Complete { get; } = With(Gen.Int[3, 24], Gen.Const(0.0));

    private static Gen<Show> With(Gen<int> history, Gen<double> gaps) =>
        Gen.Select(Profiles, Gen.Int[1, 3], history, gaps)
            .SelectMany(
                static (profile, channels, history, gaps) =>
                    Broadcast(profile, channels, gaps)
                        .Array[history + 1]
                        .Select(parts => new Show(
                            profile,
                            Shows.Of(history, parts[history]),
                            [.. parts.Take(history).Index().Select(static p => Shows.Of(p.Index, p.Item))]
                        ))
            );

    private static Gen<BroadcastPart[]> Broadcast(ScoreProfile profile, int channels, double gaps)
    {
        var metrics = profile
            .Groups.SelectMany(static g => g.Metrics)
            .Select(static m => m.Metric)
            .Append(MetricIds.SpreadViews)
            .Distinct()
            .ToArray();
        return Gen.Select(
                Gen.Select(Amount, Gen.Double[0, 1]).Array[metrics.Length],
                Gen.Double[1, 600],
                Gen.Double[0, 1e6],
                Gen.Double[0, 1],
                (values, live, viewers, known) =>
                    new BroadcastPart
                    {
                        Channel = "",
                        Platform = "",
                        LiveMinutes = live,
                        ViewerMinutes = known < gaps ? null : viewers,
                        Metrics = metrics
                            .Zip(values)
                            .ToDictionary(static m => m.First, m => Fact(m.First, m.Second.Item1, m.Second.Item2, gaps, viewers)),
                    }
            )
            .Array[channels]
            .Select(static parts =>
                parts
                    .Index()
                    .Select(static p => p.Item with { Channel = Channels[p.Index].Channel, Platform = Channels[p.Index].Platform })
                    .ToArray()
            );
    }

    private static MetricFact Fact(string metric, double value, double chance, double gaps, double viewers) =>
        chance < gaps / 3 ? MetricFact.NoneOffered("not offered by the platform")
        : chance < gaps ? MetricFact.None("no sample yet")
        : metric == MetricIds.InteractionRate ? MetricFact.OfRate(value / 1e3, viewers)
        : MetricFact.Of(value);
}
