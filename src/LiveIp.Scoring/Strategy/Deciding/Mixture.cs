namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>
/// The best by index, or with a fixed chance any. An index policy alone has propensity 1 for one candidate and 0 for the others, and
/// a log of it can judge no other policy.
/// </summary>
internal static class Mixture
{
    // Indices this near are a tie; what differs less is rounding.
    private const double Tie = 1e-12;

    /// <summary>Exact chances.</summary>
    public static double[] Propensities(ReadOnlySpan<double> index, double exploration)
    {
        var best = Best(index);
        var propensities = new double[index.Length];
        Array.Fill(propensities, exploration / index.Length);
        foreach (var i in best)
        {
            propensities[i] += (1 - exploration) / best.Count;
        }

        return propensities;
    }

    public static (int Chosen, bool Explored) Draw(ReadOnlySpan<double> index, double exploration, SeededRandom random)
    {
        if (random.NextDouble() < exploration)
        {
            return (random.NextInt(index.Length), true);
        }

        var best = Best(index);
        return (best[random.NextInt(best.Count)], false);
    }

    private static List<int> Best(ReadOnlySpan<double> index)
    {
        var top = double.NegativeInfinity;
        foreach (var value in index)
        {
            top = Math.Max(top, value);
        }

        var best = new List<int>(1);
        for (var i = 0; i < index.Length; i++)
        {
            if (index[i] >= top - (Tie * Math.Max(1, Math.Abs(top))))
            {
                best.Add(i);
            }
        }

        return best;
    }
}
