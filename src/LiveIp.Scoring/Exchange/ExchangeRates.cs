using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Scores.Calculation;

namespace LiveIp.Scoring.Exchange;

/// <summary>What one platform's metric is worth in another's, taken from broadcasts of one creator that ran on both at once.</summary>
public static class ExchangeRates
{
    /// <summary>With fewer simulcasts there is no rate.</summary>
    public const int SimulcastsNeeded = 5;

    private const double Level = 0.9;

    /// <summary>
    /// e to the median difference of ln r, with the interval that order statistics give: it asks nothing of the distribution.
    /// </summary>
    /// <param name="metric">An amount: a ratio or signed growth has no rate.</param>
    /// <param name="from">Platform of which one unit is exchanged.</param>
    /// <param name="to">Platform in whose units the rate is.</param>
    /// <param name="broadcasts">Of one creator; those with exactly one channel on each of the two count.</param>
    /// <exception cref="ArgumentException">The metric knows no ratio.</exception>
    /// <exception cref="FactsException">The facts have a problem.</exception>
    public static ExchangeRate Estimate(ScoredMetric metric, string from, string to, IReadOnlyList<BroadcastFacts> broadcasts)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(broadcasts);
        if (!metric.IsLogarithmic)
        {
            throw new ArgumentException($"{metric.Id} knows no ratio, so that nothing can be exchanged.", nameof(metric));
        }

        foreach (var broadcast in broadcasts)
        {
            FactsValidator.Require(broadcast, []);
        }

        // The exposure that most broadcasts know on both sides; the preferred one at a tie.
        var (exposure, differences) = metric
            .Exposures.Select(e => (Exposure: e, Differences: Differences(metric, e, from, to, broadcasts)))
            .MaxBy(static o => o.Differences.Length);
        var rate = new ExchangeRate
        {
            Metric = metric.Id,
            From = from,
            To = to,
            Exposure = exposure,
            Simulcasts = differences.Length,
        };
        return differences.Length < SimulcastsNeeded
            ? rate with
            {
                NoValue = NoValue.Simulcasts(differences.Length, SimulcastsNeeded),
            }
            : WithInterval(rate, differences);
    }

    private static ExchangeRate WithInterval(ExchangeRate rate, double[] differences)
    {
        Array.Sort(differences);
        var n = differences.Length;
        var (rank, level) = Rank(n);
        return rate with
        {
            Rate = Math.Exp((differences[(n - 1) / 2] + differences[n / 2]) / 2),
            Low = Math.Exp(differences[rank - 1]),
            High = Math.Exp(differences[n - rank]),
            Level = level,
        };
    }

    // The k-th from below and from above hold the median unless fewer than k of n lie on one side: 1 - 2 P(B(n, 1/2) < k).
    private static (int Rank, double Level) Rank(int n)
    {
        var (rank, level, outside, term) = (1, 0.0, 0.0, Math.Pow(0.5, n));
        for (var k = 1; k <= (n + 1) / 2; k++)
        {
            outside += 2 * term;
            term *= (double)(n - k + 1) / k;
            if (1 - outside < Level)
            {
                break;
            }

            (rank, level) = (k, 1 - outside);
        }

        return (rank, level);
    }

    private static double[] Differences(
        ScoredMetric metric,
        Metrics.Exposure exposure,
        string from,
        string to,
        IReadOnlyList<BroadcastFacts> broadcasts
    ) => [.. broadcasts.Select(b => Value(metric, exposure, to, b) - Value(metric, exposure, from, b)).Where(static d => !double.IsNaN(d))];

    private static double Value(ScoredMetric metric, Metrics.Exposure exposure, string platform, BroadcastFacts broadcast)
    {
        var parts = broadcast.Parts.Where(p => p.Platform == platform).ToArray();
        return parts.Length == 1 ? EarlierValues.Value(metric, parts[0], exposure) : double.NaN;
    }
}
