namespace LiveIp.Scoring.Strategy.Model;

/// <summary>
/// Noise and the spread of each factor's effects, by expectation-maximization of their posterior. With few broadcasts the priors
/// stand; with many, a factor that does not matter is shrunk away.
/// </summary>
internal static class VarianceEstimation
{
    // Each round multiplies the distance to the maximum by well under one where there are data at all; where there are few, the prior
    // is the answer and the first round is there already.
    private const int MaxRounds = 30;
    private const double Converged = 1e-3;

    public static Posterior Fit(Design design, ReadOnlySpan<Observation> broadcasts, VariancePriors priors)
    {
        var observations = Observation.Merge(broadcasts);
        var prior = Components.Prior(priors, design.Factors.Length);
        var posterior = Posterior.Of(design, observations, prior);
        if (observations.Length == 0)
        {
            return posterior;
        }

        for (var round = 0; round < MaxRounds; round++)
        {
            var next = new Components(
                Noise(observations, posterior, prior.Noise, priors.Weight),
                prior.Level,
                Effects(design, posterior, prior.Effects, priors.Weight)
            );
            var moved = Moved(posterior.Components, next);
            posterior = Posterior.Of(design, observations, next);
            if (moved < Converged)
            {
                break;
            }
        }

        return posterior;
    }

    private static double Noise(ReadOnlySpan<Observation> observations, Posterior posterior, double prior, double weight)
    {
        var (sum, count) = (weight * prior, weight);
        foreach (var o in observations)
        {
            var error = o.Reward - posterior.Mean(o.Columns);
            var squared = (o.Weight * ((error * error) + posterior.KnownVariance(o.Columns))) + o.Scatter;
            // Of the error only the usual noise's part counts; the rest is the extra variance's.
            var noise = posterior.Components.Noise;
            var extra = o.ExtraVariance + posterior.Components.Unknown(o.Columns);
            var share = noise / (noise + extra);
            sum += (share * share * squared) + (o.Weight * share * extra);
            count += o.Weight;
        }

        return sum / count;
    }

    private static double[] Effects(Design design, Posterior posterior, double[] prior, double weight)
    {
        var effects = new double[prior.Length];
        for (var f = 0; f < effects.Length; f++)
        {
            var (sum, count) = (weight * prior[f], weight);
            foreach (var column in design.ColumnsOf(f))
            {
                var effect = posterior.Effect(column);
                sum += (effect * effect) + posterior.EffectVariance(column);
                count++;
            }

            effects[f] = sum / count;
        }

        return effects;
    }

    private static double Moved(Components from, Components to)
    {
        var moved = Math.Abs(Math.Log(to.Noise / from.Noise));
        for (var f = 0; f < to.Effects.Length; f++)
        {
            moved = Math.Max(moved, Math.Abs(Math.Log(to.Effects[f] / from.Effects[f])));
        }

        return moved;
    }
}
