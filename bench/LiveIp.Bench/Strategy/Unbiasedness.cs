using LiveIp.Bench.Report;
using LiveIp.Bench.Strategy.Regret;
using LiveIp.Scoring.OffPolicy;
using LiveIp.Scoring.Strategy;

namespace LiveIp.Bench.Strategy;

/// <summary>
/// Logs that the strategy itself wrote while it learned, judged by IPS for a fixed policy. The mean meets the truth only if every logged
/// propensity is exact.
/// </summary>
internal static class Unbiasedness
{
    private const int Logs = 2_000;
    private const int Rounds = 100;
    private static readonly double[] Target = [0.1, 0.2, 0.3, 0.4];

    public static void Report(BenchRun run)
    {
        var logs = run.Scale(Logs);
        var errors = new double[logs];
        Parallel.For(0, logs, i => errors[i] = Error(i));
        var mean = errors.Average();
        var standardError = Math.Sqrt(errors.Sum(e => (e - mean) * (e - mean)) / (logs - 1) / logs);
        run.Report.Note(
            $"{logs} logs of {Rounds} rounds that the default wrote while it learned; IPS for a fixed policy, minus the truth:"
        );
        run.Report.Add(new("mean error", mean, "sd of the reward"));
        run.Report.Add(new("its standard error", standardError, "sd of the reward"));
        run.Report.Add(
            new("distance from 0 in standard errors", Math.Abs(mean) / standardError, "", "at most 3", Math.Abs(mean) <= 3 * standardError)
        );
    }

    private static double Error(int run)
    {
        var (world, policy) = (new ArmWorld(run), new StrategyArms(run, StrategyOptions.Default));
        var (actions, rewards, propensities) = (new int[Rounds], new double[Rounds], new double[Rounds]);
        for (var t = 0; t < Rounds; t++)
        {
            actions[t] = policy.Next();
            propensities[t] = policy.Decision!.Propensity;
            policy.Learn(actions[t], world.Rewards()[actions[t]]);
            rewards[t] = policy.History[t].Reward!.Value;
        }

        var log = BanditLog.Create(
            ArmWorld.Arms,
            actions,
            rewards,
            propensities,
            [.. Enumerable.Repeat(Target, Rounds).SelectMany(static t => t)]
        );
        var truth = Target.Zip(world.Effects, static (p, effect) => p * effect / ArmWorld.Scale).Sum();
        return Estimator.Ips.Value(log) - truth;
    }
}
