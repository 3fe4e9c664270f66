namespace LiveIp.Scoring.Tests.Support;

/// <summary>Ranks, and how far two rankings agree.</summary>
internal static class Ranks
{
    /// <summary>From 1; ties share the mean of their ranks.</summary>
    public static double[] Of(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length; )
        {
            var end = i;
            while (end < order.Length && values[order[end]] == values[order[i]])
            {
                end++;
            }

            for (var k = i; k < end; k++)
            {
                ranks[order[k]] = (i + end + 1) / 2.0;
            }

            i = end;
        }

        return ranks;
    }

    /// <summary>Spearman's rho: the correlation of the ranks.</summary>
    public static double Spearman(double[] x, double[] y)
    {
        var (a, b) = (Of(x), Of(y));
        var mean = (x.Length + 1) / 2.0;
        double Product(double[] p, double[] q) => p.Zip(q, (s, t) => (s - mean) * (t - mean)).Sum();
        return Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
    }

    /// <summary>Kendall's tau-a.</summary>
    public static double Kendall(double[] x, double[] y)
    {
        var agree = 0L;
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                agree += Math.Sign(x[i] - x[k]) * Math.Sign(y[i] - y[k]);
            }
        }

        return agree / (x.Length * (x.Length - 1) / 2.0);
    }
}
