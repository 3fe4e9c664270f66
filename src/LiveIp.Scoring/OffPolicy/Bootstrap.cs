using LiveIp.Scoring.Strategy;

namespace LiveIp.Scoring.OffPolicy;

/// <summary>Percentile intervals from rounds drawn with replacement, the same draws for every estimator.</summary>
internal static class Bootstrap
{
    public static Estimate[] Estimates(BanditLog log, EvaluationOptions options)
    {
        var estimators = options.Estimators.Where(e => log.HasPredictions || !e.UsesPredictions).ToArray();
        var weights = ImportanceWeights.Of(log, options.MaxWeight);
        var terms = Array.ConvertAll(estimators, e => e.Terms(log, weights));
        var random = new SeededRandom(options.Seed);
        var draw = new int[log.Rounds];
        var resampled = Array.ConvertAll(estimators, _ => new double[options.Resamples]);
        for (var b = 0; b < options.Resamples; b++)
        {
            for (var i = 0; i < draw.Length; i++)
            {
                draw[i] = random.NextInt(draw.Length);
            }

            for (var e = 0; e < estimators.Length; e++)
            {
                var sums = default(Estimator.Sums);
                foreach (var i in draw)
                {
                    sums.Add(terms[e][i]);
                }

                resampled[e][b] = estimators[e].Value(sums);
            }
        }

        return
        [
            .. estimators.Select(
                (estimator, e) =>
                {
                    var (low, high) = Interval(resampled[e], options.Coverage);
                    return new Estimate
                    {
                        Name = estimator.Name,
                        Value = estimator.Value(log, options.MaxWeight),
                        Low = low,
                        High = high,
                    };
                }
            ),
        ];
    }

    /// <summary>The middle share of the values, which are sorted by it.</summary>
    public static (double Low, double High) Interval(double[] values, double coverage)
    {
        Array.Sort(values);
        var tail = (1 - coverage) / 2;
        return (Quantile(values, tail), Quantile(values, 1 - tail));
    }

    private static double Quantile(double[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
