using LiveIp.Bench.Report;
using LiveIp.Scoring.Strategy;

namespace LiveIp.Bench.Strategy.Regret;

/// <summary>What a creator with four topics loses by each policy.</summary>
internal static class RegretTable
{
    private const int Runs = 20_000;
    private const int OptionRuns = 1_000;
    private const int Broadcasts = 100;
    private const int Short = 30;
    private const int SwitchAt = 50;
    private const int Tail = 25;

    public static void Report(BenchRun run)
    {
        var (report, runs) = (run.Report, run.Scale(Runs));
        report.Note(
            $"{runs} creators of four topics, effects N(0, 0.3), noise N(0, 0.42); regret per broadcast, unit: log of likes per view."
        );
        var uniform = RegretRun.Of(runs, Broadcasts, null, static r => new UniformArms(r));
        var seed = RegretRun.Of(runs, Broadcasts, null, static r => new SeedArms(r));
        var coverage = new Coverage();
        var chosen = RegretRun.Of(runs, Broadcasts, null, static r => new StrategyArms(r, StrategyOptions.Default), coverage.Add);
        Row(report, "uniform random", uniform);
        Row(report, "the founding document's thresholds, scaled", seed);
        Row(report, "default, exploration on", chosen);
        Ratio(report, $"default / uniform random, T = {Short}", chosen.Mean(0, Short) / uniform.Mean(0, Short), 0.45);
        Ratio(report, $"default / uniform random, T = {Broadcasts}", chosen.Mean(0, Broadcasts) / uniform.Mean(0, Broadcasts), 0.3);
        report.Add(new($"90 % interval of the average holds it, T = {Broadcasts}", 100 * coverage.Share, "%"));

        report.Note($"All effects drawn anew before broadcast {SwitchAt}; the tail is the last {Tail} of {Broadcasts}.");
        var uniformSwitch = RegretRun.Of(runs, Broadcasts, SwitchAt, static r => new UniformArms(r));
        Switched(report, "default", StrategyOptions.Default, runs, uniformSwitch, hasTarget: true);

        var few = run.Scale(OptionRuns);
        report.Note($"Other options, {few} creators each:");
        (string Name, StrategyOptions Options)[] others =
        [
            ("no exploration", new() { Exploration = 0 }),
            ("no discount", new() { Discount = 1 }),
            ("window 40", new() { Window = 40 }),
            ("Page-Hinkley", new() { PageHinkley = new() }),
            (
                "rewards half as large as assumed",
                new()
                {
                    Priors = new() { Noise = 1.6, Effects = 1.2 },
                }
            ),
            (
                "rewards twice as large as assumed",
                new()
                {
                    Priors = new() { Noise = 0.4, Effects = 0.3 },
                }
            ),
        ];
        foreach (var (name, options) in others)
        {
            Row(report, name, RegretRun.Of(few, Broadcasts, null, r => new StrategyArms(r, options)));
            Switched(report, name, options, few, uniformSwitch, hasTarget: false);
        }
    }

    private static void Row(BenchReport report, string name, RegretRun run)
    {
        report.Add(new($"{name}, T = {Short}", run.Mean(0, Short), ""));
        report.Add(new($"{name}, T = {Broadcasts}", run.Mean(0, Broadcasts), ""));
    }

    private static void Switched(BenchReport report, string name, StrategyOptions options, int runs, RegretRun uniform, bool hasTarget)
    {
        var run = RegretRun.Of(runs, Broadcasts, SwitchAt, r => new StrategyArms(r, options));
        if (hasTarget)
        {
            report.Add(new($"{name}, the five before the switch", run.Mean(SwitchAt - 5, SwitchAt), ""));
            report.Add(new($"{name}, the five after the switch", run.Mean(SwitchAt, SwitchAt + 5), ""));
        }

        report.Add(new($"{name}, switch, whole", run.Mean(0, Broadcasts), ""));
        var tail = run.Mean(Broadcasts - Tail, Broadcasts);
        report.Add(new($"{name}, switch, tail", tail, ""));
        if (hasTarget)
        {
            // By then it has seen of the new effects about what the first target is about.
            var ratio = tail / uniform.Mean(Broadcasts - Tail, Broadcasts);
            Ratio(report, $"{name} / uniform random, switch, tail", ratio, 0.45);
        }
    }

    private static void Ratio(BenchReport report, string name, double value, double target) =>
        report.Add(new(name, 100 * value, "%", FormattableString.Invariant($"at most {100 * target:0} %"), value <= target));

    /// <summary>How often the interval that a suggestion states holds the topic's true average.</summary>
    private sealed class Coverage
    {
        private const double Ninety = 1.6448536269514722;

        private int _inside;
        private int _all;

        public double Share => (double)_inside / _all;

        public void Add(ArmWorld world, StrategyArms policy)
        {
            foreach (var (arm, record) in policy.Decision!.Candidates.Index())
            {
                var distance = Math.Abs(record.Mean - (world.Effects[arm] / ArmWorld.Scale));
                Interlocked.Add(ref _inside, distance <= Ninety * record.StandardDeviation ? 1 : 0);
                Interlocked.Increment(ref _all);
            }
        }
    }
}
