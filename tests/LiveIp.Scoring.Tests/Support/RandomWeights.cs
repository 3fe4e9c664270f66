namespace LiveIp.Scoring.Tests.Support;

/// <summary>Weights near given ones: a Dirichlet distribution, seeded.</summary>
internal sealed class RandomWeights(int seed)
{
#pragma warning disable CA5394 // Not for secrets.
    private readonly Random _random = new(seed);

    /// <summary>Dirichlet(concentration × weights).</summary>
    public double[] Dirichlet(double concentration, IReadOnlyList<double> weights)
    {
        var gammas = weights.Select(w => Gamma(concentration * w)).ToArray();
        var sum = gammas.Sum();
        return [.. gammas.Select(g => g / sum)];
    }

    // Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000); shapes of 1 and above.
    private double Gamma(double shape)
    {
        var d = shape - (1 / 3.0);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
#pragma warning restore CA5394
}
