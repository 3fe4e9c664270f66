namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>Logarithm and exponential next to 1, where the plain ones lose their digits (W. Kahan's forms).</summary>
internal static class Small
{
    /// <summary>ln(1 + x).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>e^x - 1.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x
            : double.IsInfinity(power) || power - 1 == -1 ? power - 1
            : (power - 1) * x / Math.Log(power);
    }
}
