namespace LiveIp.Bench.Strategy.Regret;

/// <summary>Mean regret per broadcast: how far the chosen topic's effect was below the best topic's.</summary>
internal sealed class RegretRun
{
    private readonly double[] _regret;
    private readonly int _runs;

    private RegretRun(double[] regret, int runs)
    {
        _regret = regret;
        _runs = runs;
    }

    /// <param name="runs">Creators.</param>
    /// <param name="broadcasts">Of each.</param>
    /// <param name="switchAt">Broadcast before which all effects are drawn anew; null is never.</param>
    /// <param name="policy">For the given run.</param>
    /// <param name="ended">Sees each run's end; called from several threads.</param>
    public static RegretRun Of<T>(int runs, int broadcasts, int? switchAt, Func<int, T> policy, Action<ArmWorld, T>? ended = null)
        where T : IArmPolicy
    {
        var total = new double[broadcasts];
        var gate = new Lock();
        Parallel.For(
            0,
            runs,
            () => new double[broadcasts],
            (run, _, regret) =>
            {
                var (world, chooser) = (new ArmWorld(run), policy(run));
                for (var t = 0; t < broadcasts; t++)
                {
                    if (t == switchAt)
                    {
                        world.Switch();
                    }

                    var arm = chooser.Next();
                    regret[t] += world.Effects.Max() - world.Effects[arm];
                    chooser.Learn(arm, world.Rewards()[arm]);
                }

                ended?.Invoke(world, chooser);
                return regret;
            },
            regret =>
            {
                lock (gate)
                {
                    for (var t = 0; t < broadcasts; t++)
                    {
                        total[t] += regret[t];
                    }
                }
            }
        );
        return new(total, runs);
    }

    /// <summary>Mean from one broadcast to before another.</summary>
    public double Mean(int from, int to) => _regret.AsSpan(from, to - from).ToArray().Sum() / _runs / (to - from);
}
