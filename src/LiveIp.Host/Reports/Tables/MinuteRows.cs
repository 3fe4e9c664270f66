using LiveIp.Contracts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Scoring;
using LiveIp.V1;

namespace LiveIp.Host.Reports.Tables;

/// <summary>A row for each channel, metric and minute on air; without a length that would be too long, as rows are streamed.</summary>
internal static class MinuteRows
{
    private const string NotSampled = "no sample in this minute";
    private const string NotHeard = "the channel was not heard in this minute";

    public static IEnumerable<object?[]> Of(KnownBroadcast broadcast, BroadcastReading reading)
    {
        var first = ReportMinutes.Floor(broadcast.Raw.StartTime);
        foreach (var part in reading.Parts)
        {
            foreach (var series in part.Series.Where(s => IsKnown(part, s)))
            {
                // Stretches of one channel lie minutes apart, so none of them names a minute twice.
                foreach (var stretch in part.OnAir)
                {
                    for (var minute = ReportMinutes.Floor(stretch.Start); minute < ReportMinutes.Ceiling(stretch.End); minute++)
                    {
                        var value = ReportMinutes.At(part, series, minute, reading.Gaps);
                        yield return Row(broadcast, part, series, minute - first, minute, value);
                    }
                }
            }
        }
    }

    private static object?[] Row(KnownBroadcast broadcast, SourcePart part, SourceSeries series, long since, long minute, double? value) =>
        [
            .. ExportTables.KeyOf(broadcast, part.Channel, part.Platform),
            since,
            DateTimeOffset.FromUnixTimeSeconds(minute * 60).UtcDateTime,
            series.Metric,
            .. ExportTables.Spread(ReportMinutes.Metrics, series.Metric, value),
            ExportTables.OrNull(series.Currency),
            value is not null ? null
            : MetricCatalog.Find(series.Metric)!.Kind == MetricKind.Gauge ? NotSampled
            : NotHeard,
        ];

    private static bool IsKnown(SourcePart part, SourceSeries series) =>
        MetricCatalog.Find(series.Metric)!.Kind == MetricKind.Gauge
            ? series.Points.Count > 0
            : part.Values.Any(v => v.Metric == series.Metric && v.Value is not null);
}
