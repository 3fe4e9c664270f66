using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Tables;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Writers;

/// <summary>A row for each channel and minute, with the totals in front. Empty is unknown, zero was counted.</summary>
internal static class CsvReport
{
    public static string Write(BroadcastReport report)
    {
        var money = report
            .Parts.SelectMany(static p => p.Values)
            .Select(static v => v.Currency)
            .Concat(report.Series.Select(static s => s.Currency))
            .Where(static c => c.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var columns = ReportMinutes
            .Metrics.Where(static m => m != MetricIds.ContributionsValue)
            .Select(static m => (Metric: m, Currency: ""))
            .Concat(money.Select(static c => (Metric: MetricIds.ContributionsValue, Currency: c)))
            .ToArray();

        var text = new StringBuilder();
        CsvText.Line(text, ["row", "minute_min", "time_utc", "channel", "platform", .. columns.Select(Name), "missing_reason"]);
        if (report.Totals.Count > 0)
        {
            CsvText.Line(
                text,
                ["total", null, null, "", "all", .. columns.Select(c => Total(report, c.Metric)?.Value as object), Reasons(report.Totals)]
            );
        }

        foreach (var part in report.Parts)
        {
            var values = columns.Select(c =>
                part.Values.FirstOrDefault(v => v.Metric == c.Metric && v.Currency == c.Currency)?.Value as object
            );
            CsvText.Line(text, ["total", null, null, part.Channel, part.Platform, .. values, Reasons(part.Values)]);
        }

        foreach (var part in report.Parts)
        {
            var series = columns
                .Select(c =>
                    report.Series.FirstOrDefault(s => s.Channel == part.Channel && s.Metric == c.Metric && s.Currency == c.Currency)
                )
                .ToArray();
            for (var minute = 0; minute < report.Minutes; minute++)
            {
                var at = report.FirstMinute.AddMinutes(minute).UtcDateTime;
                CsvText.Line(
                    text,
                    ["minute", minute, at, part.Channel, part.Platform, .. series.Select(s => s?.Values[minute] as object), null]
                );
            }
        }

        return text.ToString();
    }

    // Of money there is no total: currencies are not added, and the same one on two platforms is not worth the same.
    private static ReportTotal? Total(BroadcastReport report, string metric) =>
        metric == MetricIds.ContributionsValue ? null : report.Totals.FirstOrDefault(t => t.Metric == metric);

    private static string Name((string Metric, string Currency) column) =>
        column.Currency.Length == 0
            ? ColumnNames.Of(column.Metric)
            : $"contributions_value_{new string([.. column.Currency.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_')])}_micros";

    private static string Reasons(IEnumerable<ReportValue> values) =>
        string.Join("; ", values.Where(static v => v.Value is null).Select(static v => $"{ColumnNames.Of(v.Metric)}: {v.Missing}"));

    private static string Reasons(IEnumerable<ReportTotal> totals) =>
        string.Join(
            "; ",
            totals
                .Select(static t =>
                    t.Missing.Length > 0 ? $"{ColumnNames.Of(t.Metric)}: {t.Missing}"
                    : t.Without.Count > 0
                        ? $"{ColumnNames.Of(t.Metric)}: without {string.Join(", ", t.Without.Select(static w => $"{w.Platform} ({w.Reason})"))}"
                    : ""
                )
                .Where(static r => r.Length > 0)
        );
}
