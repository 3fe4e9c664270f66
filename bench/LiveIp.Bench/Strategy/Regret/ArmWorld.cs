namespace LiveIp.Bench.Strategy.Regret;

/// <summary>
/// One creator: four topics whose effects and noise have the spreads measured on the log of likes per view. All policies meet the same
/// creators and the same chance.
/// </summary>
internal sealed class ArmWorld
{
    public const int Arms = 4;
    public const double EffectSpread = 0.3;
    public const double NoiseSpread = 0.42;

    private readonly Random _noise;
    private readonly Random _effects;

    public ArmWorld(int run)
    {
        _effects = new Random(run);
        _noise = new Random(~run);
        Effects = Draw();
    }

    /// <summary>
    /// What the caller of the strategy would divide by: the spread of a creator's own broadcasts, of topics and noise together.
    /// </summary>
    public static double Scale { get; } = Math.Sqrt((EffectSpread * EffectSpread) + (NoiseSpread * NoiseSpread));

    public double[] Effects { get; private set; }

    /// <summary>Every topic's effect is drawn anew.</summary>
    public void Switch() => Effects = Draw();

    /// <summary>What each topic would bring this time.</summary>
    public double[] Rewards() => Array.ConvertAll(Effects, e => e + (NoiseSpread * Normal.Next(_noise)));

    private double[] Draw() => [.. Enumerable.Range(0, Arms).Select(_ => EffectSpread * Normal.Next(_effects))];
}
