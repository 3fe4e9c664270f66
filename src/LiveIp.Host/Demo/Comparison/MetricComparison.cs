using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>Sets the host's metrics beside their truth: counts and money must be equal, gauges within one sampling interval. Pure.</summary>
internal static class MetricComparison
{
    public static void Compare(
        PlatformReport report,
        IReadOnlyList<Occurrence> truth,
        IReadOnlyList<TrueSample> samples,
        LoggedEvents log,
        IReadOnlyList<MetricValue> values,
        TimeSpan samplingInterval
    )
    {
        var counted = truth.Where(o => o.Recoverable || log.Find(o.Id) is not null).ToList();
        var sums = counted.SelectMany(o => o.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => (double)g.Sum(c => c.Value));
        foreach (var value in values)
        {
            if (value.ValueCase != MetricValue.ValueOneofCase.Number)
            {
                report.Metrics.Add(new MetricCell(value.Metric, null, null, null, Holds: !sums.ContainsKey(value.Metric)));
                continue;
            }

            var cell = value.Metric switch
            {
                MetricIds.ContributionsValue => Money(value, counted),
                MetricIds.ChatParticipants => Equal(
                    value,
                    // What the host itself wrote counts for nothing, and its author is no audience.
                    counted
                        .Where(o => o.Kind == "chat_message" && o.Actor.Length > 0 && o.Counts.Count > 0)
                        .DistinctBy(o => o.Actor)
                        .Count()
                ),
                MetricIds.PollsVotes => Equal(value, Votes(counted)),
                MetricIds.ViewersConcurrent or MetricIds.FollowersTotal => Gauge(value, samples, log, samplingInterval),
                MetricIds.Likes when !sums.ContainsKey(MetricIds.Likes) => Total(value, samples, samplingInterval),
                _ when MetricCatalog.Find(value.Metric) is { Derived: true } => new MetricCell(
                    value.Metric,
                    null,
                    value.Number,
                    null,
                    Holds: true
                ),
                _ => Equal(value, sums.GetValueOrDefault(value.Metric)),
            };
            report.Metrics.Add(cell);
        }

        // Money in a currency that the host does not know of at all.
        var shown = report.Metrics.Where(m => m.Metric == MetricIds.ContributionsValue).Select(m => m.Currency).ToHashSet();
        foreach (var currency in Paid(counted).Select(o => o.Amount!.Currency).Distinct().Where(c => !shown.Contains(c)))
        {
            report.Metrics.Add(new MetricCell(MetricIds.ContributionsValue, currency, null, SumOf(counted, currency), Holds: false));
        }
    }

    private static MetricCell Equal(MetricValue value, double truth) =>
        new(value.Metric, value.Currency, value.Number, truth, Math.Abs(value.Number - truth) < 0.5);

    /// <summary>The states of a poll are totals: the one with the most votes counts, whichever others were lost.</summary>
    private static double Votes(IReadOnlyList<Occurrence> counted) =>
        counted.Where(o => o.Tally is not null).GroupBy(o => o.Tally!.Value.Poll).Sum(poll => (double)poll.Max(o => o.Tally!.Value.Votes));

    private static MetricCell Money(MetricValue value, IReadOnlyList<Occurrence> counted) => Equal(value, SumOf(counted, value.Currency));

    private static double SumOf(IReadOnlyList<Occurrence> counted, string currency) =>
        Paid(counted).Where(o => o.Amount!.Currency == currency).Sum(o => (double)o.Amount!.Micros);

    private static IEnumerable<Occurrence> Paid(IEnumerable<Occurrence> counted) =>
        counted.Where(o => o.Amount is not null && o.Counts.ContainsKey(MetricIds.ContributionsCount));

    /// <summary>Every sample that was logged must have been true within one interval before it; the first wrong one is shown, or the last.</summary>
    private static MetricCell Gauge(MetricValue value, IReadOnlyList<TrueSample> samples, LoggedEvents log, TimeSpan interval)
    {
        var series = samples.Where(s => s.Metric == value.Metric).OrderBy(s => s.At).ToList();
        // What was sampled before the show has no truth to stand beside.
        var logged = log
            .Measurements.Where(m =>
                m.Measurement.Metric == value.Metric && series.Count > 0 && m.OccurredAt.ToDateTimeOffset() >= series[0].At
            )
            .OrderBy(m => m.OccurredAt.ToDateTimeOffset())
            .ToList();
        var wrong = logged.Find(m =>
            !TrueWithin(series, m.OccurredAt.ToDateTimeOffset(), interval).Any(v => Shows(v, m.Measurement.Gauge))
        );
        var shown = wrong ?? logged.LastOrDefault();
        var truth = shown is null
            ? null
            : TrueWithin(series, shown.OccurredAt.ToDateTimeOffset(), interval).Select(v => (double?)v).LastOrDefault();
        var holds = wrong is null && (logged.Count > 0 || series.Count == 0);
        return new MetricCell(value.Metric, null, shown?.Measurement.Gauge, truth, holds, At: wrong?.OccurredAt.ToDateTimeOffset());
    }

    /// <summary>A counter that is polled: its value must have been true within one interval before the end.</summary>
    private static MetricCell Total(MetricValue value, IReadOnlyList<TrueSample> samples, TimeSpan interval)
    {
        var series = samples.Where(s => s.Metric == value.Metric).OrderBy(s => s.At).ToList();
        if (series.Count == 0)
        {
            return Equal(value, 0);
        }

        var holds = TrueWithin(series, series[^1].At, interval).Any(v => Math.Abs(v - value.Number) < 0.5);
        return new MetricCell(value.Metric, null, value.Number, series[^1].Value, holds);
    }

    /// <summary>All values that the metric had between one interval before the moment and shortly after it.</summary>
    private static IEnumerable<long> TrueWithin(IReadOnlyList<TrueSample> series, DateTimeOffset at, TimeSpan interval)
    {
        var before = series.LastOrDefault(s => s.At <= at - interval);
        return series.Where(s => s == before || (s.At > at - interval && s.At <= at + TimeSpan.FromSeconds(1))).Select(s => s.Value);
    }

    /// <summary>YouTube rounds the number of subscribers down to three significant digits.</summary>
    private static bool Shows(long truth, long shown)
    {
        if (truth == shown)
        {
            return true;
        }

        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(truth, 1))) - 2));
        return unit > 1 && shown % unit == 0 && Math.Abs(truth - shown) < unit;
    }
}
