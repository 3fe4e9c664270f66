namespace LiveIp.Scoring.Strategy.Model;

/// <summary>Variances: of the noise, of the creator's level, and of each factor's effects, which is its shrinkage.</summary>
internal sealed record Components(double Noise, double Level, double[] Effects)
{
    public static Components Prior(VariancePriors priors, int factors)
    {
        var effects = new double[factors];
        Array.Fill(effects, Square(priors.Effects) / Math.Max(1, factors));
        return new Components(Square(priors.Noise), Square(priors.Level), effects);
    }

    /// <summary>Variance that unknown labels add.</summary>
    public double Unknown(ReadOnlySpan<int> columns)
    {
        var sum = 0.0;
        for (var f = 0; f < columns.Length; f++)
        {
            if (columns[f] == Design.Unknown)
            {
                sum += Effects[f];
            }
        }

        return sum;
    }

    private static double Square(double x) => x * x;
}
