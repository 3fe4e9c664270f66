using LiveIp.Scoring.Strategy;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

/// <summary>A small version of what bench/LiveIp.Bench measures with 20,000 creators.</summary>
public sealed class RegretTests
{
    private const double Effect = 0.3;
    private const double Noise = 0.42;

    private static readonly double Scale = Math.Sqrt((Effect * Effect) + (Noise * Noise));

    [Fact]
    public void After_thirty_broadcasts_it_lost_less_than_half_of_what_random_loses() => Assert.InRange(Ratio(120, 30, 0, 30), 0.2, 0.45);

    [Fact]
    public void It_recovers_after_a_switch()
    {
        Assert.True(Ratio(40, 60, 30, 35) > 0.6);
        Assert.InRange(Ratio(40, 60, 50, 60), 0.1, 0.5);
    }

    /// <summary>Regret from one broadcast to before another, over uniform random's; effects are drawn anew at 30.</summary>
    private static double Ratio(int creators, int broadcasts, int from, int to)
    {
        var (own, uniform) = (0.0, 0.0);
        for (var creator = 0; creator < creators; creator++)
        {
            var random = new Random(creator);
            var effects = Effects(random);
            var history = new List<PastBroadcast>();
            for (var t = 0; t < broadcasts; t++)
            {
                effects = t == 30 ? Effects(random) : effects;
                var decision = StrategyPolicy.Decide(Request([.. history]) with { Seed = (ulong)((creator * 1000) + t) })!;
                var reward = effects[decision.Chosen] + (Noise * Normal(random));
                history.Add(Broadcast(t, Labels(("topic", Topics[decision.Chosen].Labels["topic"])), reward / Scale));
                if (t >= from && t < to)
                {
                    own += effects.Max() - effects[decision.Chosen];
                    uniform += effects.Max() - effects.Average();
                }
            }
        }

        return own / uniform;
    }

    private static double[] Effects(Random random) => [.. Topics.Select(_ => Effect * Normal(random))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
