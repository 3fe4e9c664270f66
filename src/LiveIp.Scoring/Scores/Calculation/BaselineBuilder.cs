using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>The baseline of a metric on a channel over an exposure: from its own broadcasts, and from what else is known.</summary>
internal sealed class BaselineBuilder(EarlierValues earlier, BaselinePriors priors, double clamp)
{
    public TermOption Build(ScoredMetric metric, string channel, string platform, Exposure exposure)
    {
        var values = earlier.Read(metric, channel, exposure);
        var known = Known(values);
        var prior = known.Length < BaselineEstimator.Needed ? FromOthers(metric, channel, exposure) : null;
        // Measured over the metric's first exposure; over another it would be of something else.
        prior ??= metric.Prior.Length > 0 && exposure == metric.Exposures[0] ? priors.Find(metric.Prior, platform) : null;
        var baseline = BaselineEstimator.Estimate(known, prior);
        return new()
        {
            Exposure = exposure,
            Count = Math.Min(known.Length, BaselineEstimator.Window),
            Baseline = baseline,
            History =
            [
                .. values
                    .TakeLast(BaselineEstimator.Window)
                    .Select(v => baseline is null ? double.NaN : Distance(metric, baseline, v, clamp)),
            ],
        };
    }

    /// <summary>Clamped, and turned so that more is better. NaN stays NaN.</summary>
    public static double Distance(ScoredMetric metric, Baseline baseline, double value, double clamp) =>
        Math.Clamp(metric.Direction * baseline.Distance(value), -clamp, clamp);

    // A new channel of a creator who is known elsewhere. How much two platforms differ is not known from one of them, so the
    // prior counts as one broadcast (between = within) or less. Levels are not carried over: 50 viewers here say nothing of there.
    private BaselinePrior? FromOthers(ScoredMetric metric, string channel, Exposure exposure)
    {
        if (!metric.Comparable)
        {
            return null;
        }

        var others = earlier
            .Channels.Where(c => c.Channel != channel)
            .Select(c => (c.Platform, Baseline: BaselineEstimator.Estimate(Known(earlier.Read(metric, c.Channel, exposure)), prior: null)))
            .Where(static o => o.Baseline is not null)
            .ToArray();
        if (others.Length == 0)
        {
            return null;
        }

        var n = others.Sum(static o => o.Baseline!.Count);
        var within = Math.Sqrt(others.Sum(static o => o.Baseline!.Count * o.Baseline.Scale * o.Baseline.Scale) / n);
        var location = others.Sum(static o => o.Baseline!.Count * o.Baseline.Location) / n;
        var spread = Math.Sqrt(others.Sum(o => Math.Pow(o.Baseline!.Location - location, 2)) / Math.Max(1, others.Length - 1));
        return new()
        {
            Within = within,
            Between = Math.Max(within, spread),
            Location = exposure == Exposure.None && metric.Kind != MeasureKind.Ratio ? null : location,
            Source =
                $"the creator's other channels ({string.Join(", ", others.Select(static o => o.Platform).Distinct().Order(StringComparer.Ordinal))})",
        };
    }

    private static double[] Known(double[] values) => [.. values.Where(static v => !double.IsNaN(v))];
}
