namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>How far the missing metrics could move the score: all of them at two spreads below the usual, and at two above.</summary>
internal static class Sensitivities
{
    private const double Reach = 2;

    /// <summary>With the weights and the deviation of the full set, which is everything that the platforms offer.</summary>
    public static SensitivityBand Band(ScoreState state)
    {
        var (weights, low, high) = (new double[state.Weights.Length], (double[])state.Distances.Clone(), (double[])state.Distances.Clone());
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = state.Offered[i] || state.Present[i] > 0 ? state.Weights[i] / state.OfferedWeight : 0;
            if (double.IsNaN(state.Distances[i]))
            {
                (low[i], high[i]) = (-Reach, Reach);
            }
        }

        var sigma = state.FullSigma(weights);
        return new() { Low = Points(low), High = Points(high) };

        double Points(double[] z) => 50 + (10 * Aggregation.Of(state.Frame.Profile.Aggregation, weights, z) / sigma);
    }
}
