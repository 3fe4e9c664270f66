using LiveIp.Scoring.Strategy;
using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.OffPolicy;

/// <summary>
/// A reward model for the estimators that need one: ridge regression per action, each round predicted by a model that has not seen it.
/// A model that has would make DR as optimistic as itself.
/// </summary>
public static class CrossFitting
{
    /// <summary>The log with predictions.</summary>
    /// <param name="log">At least as many rounds as folds.</param>
    /// <param name="features">The same number per round, round by round, finite; a constant is added. May be empty.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="ridge">Penalty on each coefficient, above 0; an action without rounds is predicted as the mean of all.</param>
    /// <param name="seed">Of the assignment to folds.</param>
    /// <exception cref="ArgumentException">A value is out of range; the text names it.</exception>
    public static BanditLog Fit(BanditLog log, ReadOnlySpan<double> features, int folds = 3, double ridge = 1, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (folds < 2 || log.Rounds < folds)
        {
            throw new ArgumentException($"folds is {folds}, but must be at least 2 and at most the log's {log.Rounds} rounds.");
        }

        if (!(ridge > 0) || !double.IsFinite(ridge))
        {
            throw new ArgumentException(FormattableString.Invariant($"ridge is {ridge}, but must be a number above 0."));
        }

        if (features.Length % log.Rounds != 0)
        {
            throw new ArgumentException(
                $"features has {features.Length} values, but must have the same number for each of {log.Rounds} rounds."
            );
        }

        foreach (var value in features)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException(FormattableString.Invariant($"features holds {value}, but must be finite numbers."));
            }
        }

        var inputs = features.Length / log.Rounds;
        var fold = Folds(log.Rounds, folds, seed);
        var predictions = new double[log.Rounds * log.ActionCount];
        for (var held = 0; held < folds; held++)
        {
            Predict(log, features, inputs, fold, held, ridge, predictions);
        }

        return log.With(predictions);
    }

    private static int[] Folds(int rounds, int folds, ulong seed)
    {
        var fold = new int[rounds];
        var random = new SeededRandom(seed);
        for (var i = 0; i < rounds; i++)
        {
            var place = random.NextInt(i + 1);
            fold[i] = fold[place];
            fold[place] = i % folds;
        }

        return fold;
    }

    private static void Predict(
        BanditLog log,
        ReadOnlySpan<double> features,
        int inputs,
        int[] fold,
        int held,
        double ridge,
        double[] predictions
    )
    {
        var (mean, count) = (0.0, 0);
        for (var i = 0; i < log.Rounds; i++)
        {
            (mean, count) = fold[i] == held ? (mean, count) : (mean + log.Rewards[i], count + 1);
        }

        mean /= count;
        var n = inputs + 1;
        Span<double> x = new double[n];
        x[0] = 1;
        for (var action = 0; action < log.ActionCount; action++)
        {
            var (gram, coefficients) = (new double[n * n], new double[n]);
            for (var d = 0; d < n; d++)
            {
                gram[(d * n) + d] = ridge;
            }

            for (var i = 0; i < log.Rounds; i++)
            {
                if (fold[i] == held || log.Actions[i] != action)
                {
                    continue;
                }

                features.Slice(i * inputs, inputs).CopyTo(x[1..]);
                for (var r = 0; r < n; r++)
                {
                    coefficients[r] += x[r] * (log.Rewards[i] - mean);
                    for (var c = 0; c <= r; c++)
                    {
                        gram[(r * n) + c] += x[r] * x[c];
                    }
                }
            }

            Cholesky.Factor(gram, n);
            Cholesky.Solve(gram, n, coefficients);
            for (var i = 0; i < log.Rounds; i++)
            {
                if (fold[i] != held)
                {
                    continue;
                }

                features.Slice(i * inputs, inputs).CopyTo(x[1..]);
                var sum = mean;
                for (var d = 0; d < n; d++)
                {
                    sum += coefficients[d] * x[d];
                }

                predictions[(i * log.ActionCount) + action] = sum;
            }
        }
    }
}
