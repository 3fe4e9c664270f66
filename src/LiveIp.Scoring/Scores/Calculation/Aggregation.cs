using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>
/// Makes one distance of several. Power means act on Phi(z), which is positive, and are brought back to the scale of z; at equal
/// distances every mean gives that distance.
/// </summary>
internal static class Aggregation
{
    private const int Steps = 32;

    /// <param name="kind">Which mean.</param>
    /// <param name="weights">Sum to 1; zero leaves a term out.</param>
    /// <param name="z">Distances; not looked at where the weight is zero.</param>
    public static double Of(ProfileAggregation kind, ReadOnlySpan<double> weights, ReadOnlySpan<double> z) => At(kind, weights, z, 1);

    /// <summary>Each term's share of the result, exactly summing to it; all that the result owes to the term on the way from the usual.</summary>
    /// <remarks>
    /// For the plain mean w × z. For the others Aumann and Shapley's value: the gradient, integrated from the usual to the point
    /// (Simpson's rule; what it leaves is spread by size).
    /// </remarks>
    public static double[] Shares(ProfileAggregation kind, double[] weights, double[] z)
    {
        var shares = new double[z.Length];
        if (kind.Kind == AggregationKind.Arithmetic)
        {
            for (var i = 0; i < z.Length; i++)
            {
                shares[i] = weights[i] == 0 ? 0 : weights[i] * z[i];
            }

            return shares;
        }

        for (var step = 0; step <= Steps; step++)
        {
            var t = step / (double)Steps;
            var part =
                (
                    step is 0 or Steps ? 1
                    : step % 2 == 1 ? 4
                    : 2
                ) / (3.0 * Steps);
            AddGradient(kind, weights, z, t, part, shares);
        }

        var (rest, size) = (Of(kind, weights, z) - shares.Sum(), shares.Sum(Math.Abs));
        for (var i = 0; size > 0 && i < shares.Length; i++)
        {
            shares[i] += rest * Math.Abs(shares[i]) / size;
        }

        return shares;
    }

    private static double At(ProfileAggregation kind, ReadOnlySpan<double> weights, ReadOnlySpan<double> z, double t)
    {
        if (kind.Kind != AggregationKind.Arithmetic)
        {
            return NormalCurve.QuantileOfLog(LogMean(kind, weights, z, t));
        }

        var sum = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            sum += weights[i] == 0 ? 0 : weights[i] * z[i] * t;
        }

        return sum;
    }

    // ln of the mean of y = Phi(z). Of y near 1 only 1 - y has digits: there (sum w y^p)^(1/p) is summed as w (y^p - 1).
    private static double LogMean(ProfileAggregation kind, ReadOnlySpan<double> weights, ReadOnlySpan<double> z, double t)
    {
        var (sum, rest, p) = (0.0, 0.0, Exponent(kind));
        for (var i = 0; i < z.Length; i++)
        {
            if (weights[i] != 0)
            {
                var log = NormalCurve.LogBelow(z[i] * t);
                sum += weights[i] * (p == 0 ? log : Math.Exp(p * log));
                rest += weights[i] * Small.ExpMinusOne(p * log);
            }
        }

        return p == 0 ? sum : (Math.Abs(rest) < 0.5 ? Small.LogOnePlus(rest) : Math.Log(sum)) / p;
    }

    // d/dz_i of Phi^-1(M(Phi(z))): w_i (y_i / M)^(p - 1) phi(z_i) / phi(Phi^-1(M)).
    private static void AddGradient(ProfileAggregation kind, double[] weights, double[] z, double t, double part, double[] into)
    {
        var (mean, p) = (LogMean(kind, weights, z, t), Exponent(kind));
        var density = NormalCurve.Density(NormalCurve.QuantileOfLog(mean));
        for (var i = 0; i < z.Length; i++)
        {
            if (weights[i] != 0)
            {
                var ratio = Math.Exp((p - 1) * (NormalCurve.LogBelow(z[i] * t) - mean));
                into[i] += part * weights[i] * ratio * NormalCurve.Density(z[i] * t) / density * z[i];
            }
        }
    }

    private static double Exponent(ProfileAggregation kind) => kind.Exponent ?? 0;
}
