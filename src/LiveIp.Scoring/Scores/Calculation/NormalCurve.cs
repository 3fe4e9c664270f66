namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>The standard normal distribution, as precise as doubles are, for the power means.</summary>
internal static class NormalCurve
{
    private const double RootTwoPi = 2.5066282746310002;

    private const double LogHalf = -0.6931471805599453;

    // Of the smallest tail that is computed, 37 deviations out.
    private const double LogOfLeast = -700;

    // Up to the tail, the series' terms are past the last digit long before.
    private const int MostTerms = 121;
    private const double LastDigit = 1e-17;

    // Below, the series is exact; above, its terms cancel and the continued fraction is.
    private const double Tail = 3;

    public static double Density(double x) => Math.Exp(-0.5 * x * x) / RootTwoPi;

    /// <summary>Phi(x).</summary>
    public static double Below(double x) =>
        x < -Tail ? Upper(-x)
        : x > Tail ? 1 - Upper(x)
        : 0.5 + Series(x);

    /// <summary>ln Phi(x), exact to the last digits on both sides: above the middle Phi itself has no room for them.</summary>
    public static double LogBelow(double x) => x > 0 ? Small.LogOnePlus(-Below(-x)) : Math.Log(Below(x));

    /// <summary>The x of which ln Phi(x) is <paramref name="log"/>, which is below 0.</summary>
    public static double QuantileOfLog(double log)
    {
        // From the smaller of the two tails; where even that has no digits left, the distance has none either.
        var (tail, sign) = log <= LogHalf ? (log, 1) : (Math.Log(-Small.ExpMinusOne(log)), -1);
        tail = Math.Max(tail, LogOfLeast);
        // Newton's steps on ln Phi: it is concave, so that they never overshoot twice.
        var x = -Math.Sqrt(Math.Max(0, -2 * (tail - LogHalf)));
        for (var i = 0; i < 60; i++)
        {
            var below = Below(x);
            var step = (Math.Log(below) - tail) * below / Density(x);
            x -= step;
            if (Math.Abs(step) <= 1e-15 * Math.Max(1, Math.Abs(x)))
            {
                break;
            }
        }

        return sign * x;
    }

    // G. Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 11 (2004).
    private static double Series(double x)
    {
        var (sum, term) = (x, x);
        for (var i = 3; i <= MostTerms && Math.Abs(term) > LastDigit * Math.Abs(sum); i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return sum * Density(x);
    }

    // Laplace's continued fraction of Mills' ratio; from 3 on, 70 levels are past the last digit.
    private static double Upper(double x)
    {
        var fraction = 0.0;
        for (var k = 70; k >= 1; k--)
        {
            fraction = k / (x + fraction);
        }

        return Density(x) / (x + fraction);
    }
}
