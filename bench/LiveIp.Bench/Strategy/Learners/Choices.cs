namespace LiveIp.Bench.Strategy.Learners;

/// <summary>The first of the largest, or of all a random one while nothing is known.</summary>
internal static class Largest
{
    public static int Of(ReadOnlySpan<double> values, Random random)
    {
        var (best, ties) = (0, 1);
        for (var a = 1; a < values.Length; a++)
        {
            if (values[a] > values[best])
            {
                (best, ties) = (a, 1);
            }
            else if (values[a].Equals(values[best]) && random.Next(++ties) == 0)
            {
                best = a;
            }
        }

        return best;
    }

    public static int OfMeans(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random)
    {
        for (var a = 0; a < arms.Length; a++)
        {
            values[a] = arms[a].Mean(x);
        }

        return Of(values, random);
    }
}

/// <summary>Any action.</summary>
internal sealed class Uniform : Learner.IChoice
{
    public int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random) => random.Next(arms.Length);
}

/// <summary>The best mean, or with a fixed chance any action.</summary>
internal sealed class EpsilonGreedy(double epsilon) : Learner.IChoice
{
    public int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random) =>
        random.NextDouble() < epsilon ? random.Next(arms.Length) : Largest.OfMeans(x, arms, values, random);
}

/// <summary>Mean + alpha × standard deviation (Li, Chu, Langford, Schapire 2010).</summary>
internal sealed class LinUcb(double alpha) : Learner.IChoice
{
    public int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random)
    {
        for (var a = 0; a < arms.Length; a++)
        {
            values[a] = arms[a].Mean(x) + (alpha * Math.Sqrt(arms[a].Variance(x)));
        }

        return Largest.Of(values, random);
    }
}

/// <summary>
/// Thompson sampling (Agrawal and Goyal 2013). With separate models only the sampled value at x matters, and it is normal itself: no
/// matrix is factored.
/// </summary>
internal sealed class LinTs(double spread) : Learner.IChoice
{
    public int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random)
    {
        for (var a = 0; a < arms.Length; a++)
        {
            values[a] = arms[a].Mean(x) + (spread * Math.Sqrt(arms[a].Variance(x)) * Normal.Next(random));
        }

        return Largest.Of(values, random);
    }
}

/// <summary>
/// Chances that fall with the distance from the best (Foster and Rakhlin 2020), the faster the more rounds there were: gamma × √round.
/// </summary>
internal sealed class SquareCb(double gamma) : Learner.IChoice
{
    private int _round;

    public int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random)
    {
        var scale = gamma * Math.Sqrt(++_round);
        var best = Largest.OfMeans(x, arms, values, random);
        var u = random.NextDouble();
        for (var a = 0; a < arms.Length; a++)
        {
            if (a == best)
            {
                continue;
            }

            u -= 1 / (arms.Length + (scale * (values[best] - values[a])));
            if (u < 0)
            {
                return a;
            }
        }

        return best;
    }
}
