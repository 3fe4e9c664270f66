using LiveIp.Bench.Report;
using LiveIp.Bench.Strategy.Learners;
using LiveIp.Bench.Strategy.Regret;
using LiveIp.Scoring.Strategy;

namespace LiveIp.Bench.Strategy.NumPy;

/// <summary>Rounds per second of processor time, beside NumPy's in the same run, and whether both models say the same.</summary>
internal static class SpeedComparison
{
    private const int Rounds = 100_000;
    private const int WarmUp = 100;
    private const int NumPyRounds = 3_000;
    private const int Broadcasts = 100;

    public static async Task ReportAsync(BenchRun run, Mushrooms? data, CancellationToken cancellationToken)
    {
        var report = run.Report;
        var strategy = StrategySpeed(run.Scale(Rounds));
        report.Add(new("strategy: draws of a creator's first hundred", strategy, "rounds/cpu-s"));
        var learner = data is null ? default : MushroomRun.Speed(data);
        if (data is not null)
        {
            report.Add(new("LinUCB, mushroom", learner.RoundsPerSecond, "rounds/cpu-s"));
            report.Add(new("allocated", learner.BytesPerRound, "bytes/round", "zero", learner.BytesPerRound == 0));
        }

        var played = Play(1);
        var reference = await NumPyReference.RunAsync(
            new
            {
                mushroom = data?.Path,
                rounds = run.Scale(NumPyRounds),
                history = played.History.Select(static b => new[] { Topic(b), b.Reward!.Value }),
            },
            cancellationToken
        );
        if (reference is null)
        {
            report.Note("No Python with NumPy is here, so nothing is compared with it (Debian: python3-numpy).");
            return;
        }

        _ = played.Next();
        var difference = played
            .Decision!.Candidates.Select(
                (c, arm) => Math.Max(Math.Abs(c.Mean - reference.Mean[arm]), Math.Abs(c.StandardDeviation - reference.Deviation[arm]))
            )
            .Max();
        report.Note($"NumPy {reference.Numpy}, one thread, the same algorithms:");
        report.Add(new("largest difference of means and deviations, × 1e-9", difference * 1e9, "", "at most 1", difference <= 1e-9));
        report.Add(new("NumPy: strategy", reference.StrategyRoundsPerSecond, "rounds/cpu-s"));
        report.Add(Figure.AtLeast("strategy, times NumPy", strategy / reference.StrategyRoundsPerSecond, "", 10));
        if (data is not null)
        {
            report.Add(new("NumPy: LinUCB", reference.LinUcbRoundsPerSecond, "rounds/cpu-s"));
            report.Add(new("NumPy: LinUCB, online accuracy", reference.Accuracy, ""));
            report.Add(Figure.AtLeast("LinUCB, times NumPy", learner.RoundsPerSecond / reference.LinUcbRoundsPerSecond, "", 10));
        }
    }

    private static double StrategySpeed(int rounds)
    {
        // Enough for the compiler to be done with it.
        for (var creator = 1; creator <= WarmUp; creator++)
        {
            Play(creator);
        }

        var start = CpuTime.Used();
        for (var creator = 1; creator <= rounds / Broadcasts; creator++)
        {
            Play(creator);
        }

        return rounds / Broadcasts * Broadcasts / (CpuTime.Used() - start).TotalSeconds;
    }

    private static StrategyArms Play(int creator)
    {
        var (world, policy) = (new ArmWorld(creator), new StrategyArms(creator, StrategyOptions.Default));
        for (var t = 0; t < Broadcasts; t++)
        {
            var arm = policy.Next();
            policy.Learn(arm, world.Rewards()[arm]);
        }

        return policy;
    }

    private static double Topic(PastBroadcast broadcast) =>
        Array.FindIndex(StrategyArms.Candidates, c => ReferenceEquals(c.Labels, broadcast.Labels));
}
