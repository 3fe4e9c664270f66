using System.Diagnostics;
using LiveIp.Bench.Report;
using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Live;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Bench.Scores;

/// <summary>What a running score costs: the default profile, three channels, twenty earlier broadcasts, one thread.</summary>
internal static class Updates
{
    private const int Count = 20_000_000;
    private const int Rounds = 3;
    private const double Target = 1_000_000;
    private static readonly string[] Channels = ["channels/a", "channels/b", "channels/c"];
    private static readonly string[] Counted =
    [
        MetricIds.ChatMessages,
        MetricIds.WatchSeconds,
        MetricIds.Likes,
        MetricIds.MembershipsGained,
    ];

    public static void Report(BenchRun run)
    {
        var updates = run.Scale(Count);
        var history = Enumerable.Range(0, 20).Select(Show).ToArray();
        var running = new ScoreEngine().Follow(ShippedProfiles.Default, Show(20), history);
        run.Report.Note(
            $"{updates:#,0} updates of {Channels.Length} channels, the best of {Rounds} rounds; the default profile, 20 earlier broadcasts."
        );
        Measure(run, "updates", "updates/s", updates, read: false, running);
        Measure(run, "updates, each followed by a read of the score", "updates/s", updates, read: true, running);
        Batches(run, history);
    }

    private static void Measure(BenchRun run, string name, string unit, int updates, bool read, RunningScore running)
    {
        Play(running, updates / 10, read);
        var (best, bytes) = (0.0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            Play(running, updates, read);
            best = Math.Max(best, updates / watch.Elapsed.TotalSeconds);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        run.Report.Add(Figure.AtLeast(name, best, unit, Target));
        var perUpdate = bytes / (double)(Rounds * (long)updates);
        run.Report.Add(new($"{name}: memory", perUpdate, "bytes/update", "none", perUpdate < 1e-3));
    }

    private static void Play(RunningScore running, int updates, bool read)
    {
        var sum = 0.0;
        for (var i = 0; i < updates; i++)
        {
            running.Update(Counted[i & 3], Channels[i % 3], 1);
            sum += read ? running.Value!.Value : 0;
        }

        if (double.IsNaN(sum + running.Value!.Value))
        {
            throw new InvalidOperationException("The running score is no number.");
        }
    }

    private static void Batches(BenchRun run, BroadcastFacts[] history)
    {
        var (engine, target, count) = (new ScoreEngine(), Show(20), run.Scale(2_000));
        engine.Score(ShippedProfiles.Default, target, history);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            engine.Score(ShippedProfiles.Default, target, history);
        }

        run.Report.Add(new("finished broadcasts, with everything that explains them", count / watch.Elapsed.TotalSeconds, "scores/s"));
    }

    private static BroadcastFacts Show(int day) =>
        Shows.Of(
            day,
            [
                .. Channels.Select(
                    (channel, i) =>
                    {
                        var part = Shows.Part(
                            channel,
                            $"platform-{i}",
                            [
                                .. ShippedProfiles
                                    .Default.Groups.SelectMany(static g => g.Metrics)
                                    .Select((m, k) => (m.Metric, 100.0 + ((day * 37) + (i * 13) + (k * 7)) % 83)),
                            ]
                        );
                        return part with
                        {
                            Metrics = part.Metrics.ToDictionary(
                                static m => m.Key,
                                static m =>
                                    ScoringMetrics.Catalogue.Find(m.Key)!.IsRate
                                        ? MetricFact.OfRate(m.Value.Value!.Value / 6000, 6000)
                                        : m.Value
                            ),
                        };
                    }
                ),
            ]
        );
}
