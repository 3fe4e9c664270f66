using LiveIp.Scoring.OffPolicy;

namespace LiveIp.Scoring.Tests.OffPolicy;

/// <summary>Seeded logs of a bandit whose truth is known.</summary>
internal static class Logs
{
    public static readonly double[] Behaviour = [0.5, 0.3, 0.2];
    public static readonly double[] Target = [0.1, 0.2, 0.7];
    public static readonly double[] Means = [0.2, 0.5, 0.9];

    /// <summary>Expected reward of a round under the target.</summary>
    public static double Truth => Target.Zip(Means, static (p, m) => p * m).Sum();

    /// <summary>Rewards are 0 or 1.</summary>
    public static BanditLog Draw(int rounds, int seed, double[]? behaviour = null, double[]? target = null)
    {
        behaviour ??= Behaviour;
        target ??= Target;
        var random = new Random(seed);
        var (actions, rewards, propensities) = (new int[rounds], new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            var u = random.NextDouble();
            while (actions[i] < behaviour.Length - 1 && (u -= behaviour[actions[i]]) >= 0)
            {
                actions[i]++;
            }

            rewards[i] = random.NextDouble() < Means[actions[i]] ? 1 : 0;
            propensities[i] = behaviour[actions[i]];
        }

        return BanditLog.Create(behaviour.Length, actions, rewards, propensities, Repeat(target, rounds));
    }

    public static double[] Repeat(double[] row, int times) => [.. Enumerable.Repeat(row, times).SelectMany(static r => r)];
}
