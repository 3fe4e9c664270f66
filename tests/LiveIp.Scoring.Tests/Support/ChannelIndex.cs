using System.Globalization;
using LiveIp.Scoring.Baselines;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>
/// A composite of five metrics over a thousand Twitch channels, to see what weights and normalisation do to it. Its logarithms,
/// medians and MADs are the engine's; here they are taken over channels, in place of a creator's broadcasts.
/// </summary>
internal sealed class ChannelIndex
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "watch_minutes",
        "peak_viewers",
        "average_viewers",
        "followers",
        "views_gained",
    ];

    public static readonly IReadOnlyList<string> Normalisations = ["robust log-z", "quantile", "min-max", "z", "geometric"];

    private readonly double[][][] _normalised;

    public ChannelIndex(IReadOnlyList<string> lines)
    {
        var header = lines[0].Split(',');
        var rows = lines.Skip(1).Select(static l => l.Split(',')).ToArray();
        Raw = [.. Columns.Select(c => rows.Select(r => double.Parse(r[Array.IndexOf(header, c)], CultureInfo.InvariantCulture)).ToArray())];
        _normalised = [.. Normalisations.Select(n => Raw.Select(c => Normalise(n, c)).ToArray())];
    }

    /// <summary>Of each column its values.</summary>
    public double[][] Raw { get; }

    /// <summary>One value for each channel.</summary>
    public double[] Compose(int normalisation, IReadOnlyList<double> weights)
    {
        var geometric = Normalisations[normalisation] == "geometric";
        var total = weights.Sum();
        var sums = new double[Raw[0].Length];
        for (var c = 0; c < Columns.Count; c++)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var value = _normalised[normalisation][c][i];
                sums[i] += weights[c] / total * (geometric ? Math.Log(value) : value);
            }
        }

        return sums;
    }

    /// <summary>The share that each column has of the variance of their sum: cov(x, sum) / var(sum).</summary>
    public static double[] VarianceShares(double[][] columns)
    {
        var sums = Enumerable.Range(0, columns[0].Length).Select(i => columns.Sum(c => c[i])).ToArray();
        return [.. columns.Select(c => Covariance(c, sums) / Covariance(sums, sums))];
    }

    public double[][] Normalised(int normalisation) => _normalised[normalisation];

    private static double[] Normalise(string how, double[] values)
    {
        var logs = values.Select(static v => Math.Log(v + 0.5)).ToArray();
        var (low, high) = (values.Min(), values.Max());
        switch (how)
        {
            case "robust log-z":
                var (location, scale) = BaselineEstimator.Median(logs);
                return [.. logs.Select(u => Math.Clamp((u - location) / scale, -6, 6))];
            case "quantile":
                return [.. Ranks.Of(values).Select(r => r / values.Length)];
            case "min-max":
                return [.. values.Select(v => (v - low) / (high - low))];
            case "z":
                var (mean, sd) = (logs.Average(), Math.Sqrt(Covariance(logs, logs)));
                return [.. logs.Select(u => (u - mean) / sd)];
            default:
                // Shares above zero, as the geometric mean needs.
                return [.. Ranks.Of(values).Select(r => (r + 0.5) / (values.Length + 1))];
        }
    }

    private static double Covariance(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / (x.Length - 1);
    }
}
