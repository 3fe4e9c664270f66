namespace LiveIp.Scoring.Strategy.Model;

/// <summary>What is believed of level and effects after the observations, given the variances.</summary>
internal sealed class Posterior
{
    private readonly double[] _mean;
    private readonly double[] _factor;
    private double[]? _covariance;

    private Posterior(Components components, double[] mean, double[] factor)
    {
        Components = components;
        _mean = mean;
        _factor = factor;
    }

    public Components Components { get; }

    /// <summary>Expected level and effects, by column.</summary>
    public ReadOnlySpan<double> Means => _mean;

    // A resample asks for means alone, and the inverse costs more than all else.
    private double[] Covariance
    {
        get
        {
            if (_covariance is null)
            {
                _covariance = new double[_factor.Length];
                Cholesky.Invert(_factor, _mean.Length, _covariance);
            }

            return _covariance;
        }
    }

    /// <summary>
    /// Ridge with the variances as shrinkage. The recursion "A ← gA + (1 − g)A₀ + xx'/s²" ends, from A₀, in A₀ + Σ g^age xx'/s²: the
    /// prior is whole and each observation carries its weight.
    /// </summary>
    public static Posterior Of(Design design, ReadOnlySpan<Observation> observations, Components components)
    {
        var n = design.Columns;
        var precision = new double[n * n];
        var mean = new double[n];
        precision[0] = 1 / components.Level;
        for (var f = 0; f < design.Factors.Length; f++)
        {
            foreach (var column in design.ColumnsOf(f))
            {
                precision[(column * n) + column] = 1 / components.Effects[f];
            }
        }

        foreach (var observation in observations)
        {
            var columns = observation.Columns;
            var p = observation.Weight / (components.Noise + observation.ExtraVariance + components.Unknown(columns));
            precision[0] += p;
            mean[0] += p * observation.Reward;
            for (var f = 0; f < columns.Length; f++)
            {
                if (columns[f] == Design.Unknown)
                {
                    continue;
                }

                var row = columns[f] * n;
                mean[columns[f]] += p * observation.Reward;
                precision[row] += p;
                for (var g = 0; g <= f; g++)
                {
                    if (columns[g] != Design.Unknown)
                    {
                        // The factorization reads the lower triangle.
                        precision[columns[g] <= columns[f] ? row + columns[g] : (columns[g] * n) + columns[f]] += p;
                    }
                }
            }
        }

        Cholesky.Factor(precision, n);
        Cholesky.Solve(precision, n, mean);
        return new Posterior(components, mean, precision);
    }

    /// <summary>Expected reward.</summary>
    public double Mean(ReadOnlySpan<int> columns)
    {
        var sum = _mean[0];
        foreach (var column in columns)
        {
            sum += Effect(column);
        }

        return sum;
    }

    /// <summary>Variance of the expected reward, unknown labels included.</summary>
    public double Variance(ReadOnlySpan<int> columns) => KnownVariance(columns) + Components.Unknown(columns);

    /// <summary>Expected effect of one column; 0 where nothing is known.</summary>
    public double Effect(int column) => column == Design.Unknown ? 0 : _mean[column];

    public double EffectVariance(int column) => Covariance[(column * _mean.Length) + column];

    /// <summary>Variance of level and known effects together.</summary>
    public double KnownVariance(ReadOnlySpan<int> columns)
    {
        var (n, covariance) = (_mean.Length, Covariance);
        var sum = covariance[0];
        foreach (var i in columns)
        {
            if (i == Design.Unknown)
            {
                continue;
            }

            sum += (2 * covariance[i]) + covariance[(i * n) + i];
            foreach (var j in columns)
            {
                sum += j < i && j != Design.Unknown ? 2 * covariance[(i * n) + j] : 0;
            }
        }

        return sum;
    }
}
