using LiveIp.Scoring.Strategy;

namespace LiveIp.Bench.Strategy.Regret;

/// <summary>Chooses a topic, and learns what it brought.</summary>
internal interface IArmPolicy
{
    int Next();

    void Learn(int arm, double reward);
}

/// <summary>Any topic.</summary>
internal sealed class UniformArms(int run) : IArmPolicy
{
    private readonly Random _random = new(run);

    public int Next() => _random.Next(ArmWorld.Arms);

    public void Learn(int arm, double reward) { }
}

/// <summary>
/// The founding document's thresholds on the last broadcast, one topic per branch. As printed every reward falls into one branch; here it
/// is scaled so that its cuts at 5, 10 and 20 lie around the average.
/// </summary>
internal sealed class SeedArms(int run) : IArmPolicy
{
    private const double Average = 10;

    private int _next = new Random(run).Next(ArmWorld.Arms);

    public int Next() => _next;

    public void Learn(int arm, double reward) => _next = SeedThresholdPolicy.Branch(Average * Math.Exp(reward))!.Value - 1;
}

/// <summary>The product's own draw, over the product's own types.</summary>
internal sealed class StrategyArms(int run, StrategyOptions options) : IArmPolicy
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);

    public static readonly Candidate[] Candidates =
    [
        .. Enumerable
            .Range(0, ArmWorld.Arms)
            .Select(static arm => new Candidate { Labels = new Dictionary<string, string> { ["topic"] = $"topic {arm}" } }),
    ];

    private readonly List<PastBroadcast> _history = [];

    /// <summary>The last draw.</summary>
    public DecisionRecord? Decision { get; private set; }

    public IReadOnlyList<PastBroadcast> History => _history;

    public int Next()
    {
        Decision = StrategyPolicy.Decide(
            new()
            {
                History = _history,
                Candidates = Candidates,
                // A million rounds lie between two runs.
                Seed = ((ulong)run * 1_000_000) + (ulong)_history.Count,
                Options = options,
            }
        )!;
        return Decision.Chosen;
    }

    public void Learn(int arm, double reward) =>
        _history.Add(
            new()
            {
                Name = $"broadcasts/{_history.Count}",
                StartTime = Start.AddDays(_history.Count),
                Labels = Candidates[arm].Labels,
                Reward = reward / ArmWorld.Scale,
            }
        );
}
