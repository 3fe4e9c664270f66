using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>Reads values on the metric's scale out of earlier broadcasts, the oldest first.</summary>
internal sealed class EarlierValues
{
    private readonly BroadcastFacts[] _broadcasts;

    public EarlierValues(IEnumerable<BroadcastFacts> earlier)
    {
        _broadcasts = [.. earlier.OrderBy(static b => b.StartTime).ThenBy(static b => b.Name, StringComparer.Ordinal)];
        Channels = [.. _broadcasts.SelectMany(static b => b.Parts).Select(static p => (p.Channel, p.Platform)).Distinct()];
    }

    public int Count => _broadcasts.Length;

    public BroadcastFacts? Last => _broadcasts.LastOrDefault();

    public IReadOnlyList<(string Channel, string Platform)> Channels { get; }

    /// <summary>One for each broadcast; NaN where the metric or its exposure is not known.</summary>
    public double[] Read(ScoredMetric metric, string channel, Exposure exposure) =>
        [
            .. _broadcasts.Select(b =>
                b.Parts.FirstOrDefault(p => p.Channel == channel) is { } part ? Value(metric, part, exposure) : double.NaN
            ),
        ];

    /// <summary>NaN when nothing can be said.</summary>
    public static double ExposureOf(Exposure exposure, double liveMinutes, double viewerMinutes, double views)
    {
        var amount = exposure switch
        {
            Exposure.LiveMinutes => liveMinutes,
            Exposure.ViewerMinutes => viewerMinutes,
            Exposure.Views => views,
            _ => 1,
        };
        return amount > 0 ? amount : double.NaN;
    }

    /// <summary>NaN when missing.</summary>
    public static double ViewsOf(BroadcastPart part) => part.Metrics.GetValueOrDefault(MetricIds.SpreadViews)?.Value ?? double.NaN;

    /// <summary>On the metric's scale; NaN where the metric or its exposure is not known.</summary>
    public static double Value(ScoredMetric metric, BroadcastPart part, Exposure exposure)
    {
        if (part.Metrics.GetValueOrDefault(metric.Id) is not { Value: { } value } fact)
        {
            return double.NaN;
        }

        var amount = ExposureOf(exposure, part.LiveMinutes, part.ViewerMinutes ?? double.NaN, ViewsOf(part));
        return double.IsNaN(amount) ? double.NaN : MetricScale.Of(metric, MetricScale.Amount(metric, value, fact.N), fact.N ?? 0, amount);
    }
}
