namespace LiveIp.Scoring.OffPolicy;

/// <summary>
/// An off-policy estimator. All seven are "mean of a base + sum of weighted terms / their number or the sum of their weights", so a
/// resample needs no more than three sums. Formulas as in Saito, Aihara, Matsutani, Narita, "Open Bandit Dataset and Pipeline" (2021).
/// </summary>
public sealed class Estimator
{
    private readonly Func<double, double> _weight;
    private readonly bool _usesPredictions;
    private readonly bool _weightsRewards;
    private readonly bool _selfNormalized;

    private Estimator(string name, Func<double, double> weight, bool predictions, bool rewards, bool selfNormalized)
    {
        Name = name;
        _weight = weight;
        _usesPredictions = predictions;
        _weightsRewards = rewards;
        _selfNormalized = selfNormalized;
    }

    /// <summary>"dm", "ips", "snips", "dr", "sndr", "switch-dr(5)", "dr-os(5)".</summary>
    public string Name { get; }

    /// <summary>Whether it needs a predicted reward per action.</summary>
    public bool UsesPredictions => _usesPredictions;

    /// <summary>Direct method: what the reward model predicts. As good as the model, and blind to its faults.</summary>
    public static Estimator DirectMethod { get; } = new("dm", static _ => 0, predictions: true, rewards: false, selfNormalized: false);

    /// <summary>Inverse propensity score. Unbiased; wide where policies differ.</summary>
    public static Estimator Ips { get; } = new("ips", static w => w, predictions: false, rewards: true, selfNormalized: false);

    /// <summary>Self-normalized IPS: indifferent to adding a constant to all rewards.</summary>
    public static Estimator SelfNormalizedIps { get; } =
        new("snips", static w => w, predictions: false, rewards: true, selfNormalized: true);

    /// <summary>Doubly robust: the model, corrected by weighted errors. Right when model or propensities are.</summary>
    public static Estimator DoublyRobust { get; } = new("dr", static w => w, predictions: true, rewards: true, selfNormalized: false);

    /// <summary>Doubly robust with self-normalized weights.</summary>
    public static Estimator SelfNormalizedDoublyRobust { get; } =
        new("sndr", static w => w, predictions: true, rewards: true, selfNormalized: true);

    /// <summary>Doubly robust where the weight is at most lambda, else the model alone (Wang et al. 2017).</summary>
    public static Estimator SwitchDoublyRobust(double lambda)
    {
        Check(lambda);
        return new(FormattableString.Invariant($"switch-dr({lambda})"), w => w <= lambda ? w : 0, true, true, selfNormalized: false);
    }

    /// <summary>Doubly robust with weights shrunk to lambda·w / (w² + lambda) (Su et al. 2020).</summary>
    public static Estimator DoublyRobustShrunk(double lambda)
    {
        Check(lambda);
        return new(
            FormattableString.Invariant($"dr-os({lambda})"),
            w => lambda == 0 ? 0 : lambda * w / ((w * w) + lambda),
            true,
            true,
            selfNormalized: false
        );
    }

    /// <summary>The estimate: expected reward of a round under the judged policy.</summary>
    /// <param name="log">At least one round.</param>
    /// <param name="maxWeight">Weights above it are cut to it, which trades variance for bias; above 0.</param>
    /// <exception cref="ArgumentException">The log is empty or lacks predictions that are needed.</exception>
    public double Value(BanditLog log, double maxWeight = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Rounds == 0)
        {
            throw new ArgumentException("The log has no rounds.", nameof(log));
        }

        var sums = default(Sums);
        foreach (var term in Terms(log, ImportanceWeights.Of(log, maxWeight)))
        {
            sums.Add(term);
        }

        return Value(sums);
    }

    internal Term[] Terms(BanditLog log, double[] weights)
    {
        if (_usesPredictions && !log.HasPredictions)
        {
            throw new ArgumentException($"{Name} needs a predicted reward per action; fit one with CrossFitting.", nameof(log));
        }

        var terms = new Term[log.Rounds];
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = _weight(weights[i]);
            var predicted = _usesPredictions ? log.Predictions(i)[log.Actions[i]] : 0;
            terms[i] = new(
                _usesPredictions ? Expected(log.Predictions(i), log.Target(i)) : 0,
                _weightsRewards ? weight * (log.Rewards[i] - predicted) : 0,
                weights[i]
            );
        }

        return terms;
    }

    internal double Value(Sums sums) =>
        (sums.Base / sums.Count)
        + (
            !_weightsRewards ? 0
            : _selfNormalized ? sums.Weighted / sums.Weight
            : sums.Weighted / sums.Count
        );

    private static double Expected(ReadOnlySpan<double> predictions, ReadOnlySpan<double> target)
    {
        var sum = 0.0;
        for (var a = 0; a < predictions.Length; a++)
        {
            sum += predictions[a] * target[a];
        }

        return sum;
    }

    private static void Check(double lambda)
    {
        if (!(lambda >= 0) || !double.IsFinite(lambda))
        {
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "lambda must be a number of at least 0.");
        }
    }

    internal readonly record struct Term(double Base, double Weighted, double Weight);

    internal struct Sums
    {
        public double Base;
        public double Weighted;
        public double Weight;
        public int Count;

        public void Add(in Term term)
        {
            Base += term.Base;
            Weighted += term.Weighted;
            Weight += term.Weight;
            Count++;
        }
    }
}
