namespace LiveIp.Scoring.OffPolicy;

/// <summary>
/// Logged rounds, column by column: what was done, what it brought, with what chance, and what the policy to be judged would have
/// done. Checked once, on creation.
/// </summary>
public sealed class BanditLog
{
    // Written with 15 digits or more, probabilities sum to 1 within this.
    private const double SumTolerance = 1e-6;

    private readonly int[] _actions;
    private readonly double[] _rewards;
    private readonly double[] _propensities;
    private readonly double[] _target;
    private readonly double[] _predictions;

    private BanditLog(int actionCount, int[] actions, double[] rewards, double[] propensities, double[] target, double[] predictions)
    {
        ActionCount = actionCount;
        _actions = actions;
        _rewards = rewards;
        _propensities = propensities;
        _target = target;
        _predictions = predictions;
    }

    /// <summary>How many actions there are.</summary>
    public int ActionCount { get; }

    /// <summary>How many rounds there are.</summary>
    public int Rounds => _actions.Length;

    /// <summary>Whether each round has a predicted reward per action; without, only IPS and SNIPS can be computed.</summary>
    public bool HasPredictions => _predictions.Length > 0;

    /// <summary>Index of the logged action, [0, ActionCount).</summary>
    public ReadOnlySpan<int> Actions => _actions;

    /// <summary>Reward of the logged action.</summary>
    public ReadOnlySpan<double> Rewards => _rewards;

    /// <summary>Chance with which the logged action was drawn, (0, 1].</summary>
    public ReadOnlySpan<double> Propensities => _propensities;

    /// <summary>The judged policy's chances in a round, one per action.</summary>
    public ReadOnlySpan<double> Target(int round) => _target.AsSpan(round * ActionCount, ActionCount);

    /// <summary>Predicted rewards in a round, one per action.</summary>
    public ReadOnlySpan<double> Predictions(int round) => _predictions.AsSpan(round * ActionCount, ActionCount);

    /// <summary>Copies and checks the columns.</summary>
    /// <param name="actionCount">At least 1.</param>
    /// <param name="actions">One per round.</param>
    /// <param name="rewards">One per round, finite.</param>
    /// <param name="propensities">One per round, (0, 1].</param>
    /// <param name="target">actionCount per round, round by round; each round sums to 1.</param>
    /// <param name="predictions">actionCount per round, finite; empty when there are none.</param>
    /// <exception cref="ArgumentException">A value cannot be; the text names column and round (from 0).</exception>
    public static BanditLog Create(
        int actionCount,
        ReadOnlySpan<int> actions,
        ReadOnlySpan<double> rewards,
        ReadOnlySpan<double> propensities,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> predictions = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(actionCount, 1);
        var rounds = actions.Length;
        Length("rewards", rewards.Length, rounds);
        Length("propensities", propensities.Length, rounds);
        Length("target", target.Length, rounds * actionCount);
        if (!predictions.IsEmpty)
        {
            Length("predictions", predictions.Length, rounds * actionCount);
        }

        for (var i = 0; i < rounds; i++)
        {
            var fault = Fault(
                actionCount,
                actions[i],
                rewards[i],
                propensities[i],
                target.Slice(i * actionCount, actionCount),
                predictions.IsEmpty ? [] : predictions.Slice(i * actionCount, actionCount)
            );
            if (fault is not null)
            {
                throw new ArgumentException($"Round {i}: {fault}");
            }
        }

        return new(actionCount, actions.ToArray(), rewards.ToArray(), propensities.ToArray(), target.ToArray(), predictions.ToArray());
    }

    /// <summary>The same rounds with other predictions.</summary>
    /// <exception cref="ArgumentException">They are not finite, or not one per round and action.</exception>
    public BanditLog With(ReadOnlySpan<double> predictions) => Create(ActionCount, _actions, _rewards, _propensities, _target, predictions);

    /// <summary>What is wrong with a round; null when nothing is.</summary>
    internal static string? Fault(
        int actionCount,
        int action,
        double reward,
        double propensity,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> predictions
    )
    {
        if (action < 0 || action >= actionCount)
        {
            return FormattableString.Invariant($"action is {action}, but must be from 0 to {actionCount - 1}.");
        }

        if (!double.IsFinite(reward))
        {
            return FormattableString.Invariant($"reward is {reward}, but must be a finite number; leave out rounds without one.");
        }

        if (propensity is not (> 0 and <= 1))
        {
            return FormattableString.Invariant(
                $"propensity is {propensity}, but must be above 0 and at most 1: the chance with which the action was drawn."
            );
        }

        var sum = 0.0;
        for (var a = 0; a < target.Length; a++)
        {
            if (target[a] is not (>= 0 and <= 1))
            {
                return FormattableString.Invariant($"target of action {a} is {target[a]}, but must be a chance from 0 to 1.");
            }

            sum += target[a];
        }

        if (Math.Abs(sum - 1) > SumTolerance)
        {
            return FormattableString.Invariant($"target sums to {sum}, but must sum to 1 over the actions.");
        }

        for (var a = 0; a < predictions.Length; a++)
        {
            if (!double.IsFinite(predictions[a]))
            {
                return FormattableString.Invariant($"prediction of action {a} is {predictions[a]}, but must be a finite number.");
            }
        }

        return null;
    }

    private static void Length(string column, int length, int expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{column} has {length} values, but must have {expected}.");
        }
    }
}
