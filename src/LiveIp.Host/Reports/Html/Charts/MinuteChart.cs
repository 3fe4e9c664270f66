using System.Globalization;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;
using LiveIp.V1;

namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>One metric over the broadcast, a line for each channel. Lines differ in dash and label as well as in colour.</summary>
internal sealed class MinuteChart(BroadcastReport report, string metric, MinuteBuckets buckets, ReportLanguage language)
{
    private const double Height = 280;
    private const double LabelHeight = 17;

    private readonly MinuteSeries[] _series = [.. report.Series.Where(s => s.Metric == metric)];

    public bool IsEmpty => _series.All(static s => s.Values.All(static v => v is null));

    public Markup Draw(string id)
    {
        var lines = _series.Select(s => (Series: s, Values: buckets.Mean(s.Values))).ToArray();
        var frame = new ChartFrame(Height, 0, Math.Max(1, lines.SelectMany(static l => l.Values).Max() ?? 1));
        var content = new MarkupBuilder();
        content.Add($"{frame.Grid()}{TimeAxis()}{Gaps(frame)}");
        foreach (var (series, values) in lines)
        {
            content.Add($"{Line(frame, values, Look(report, series.Channel))}");
        }

        content.Add($"{Labels(frame, lines)}");
        return ChartFrame.Svg(id, Height, Title, Description(lines), content.Build());
    }

    public string Title =>
        language.Say($"{MetricWords.Name(metric, language)} per minute and platform", $"各平台每分钟{MetricWords.Name(metric, language)}");

    /// <summary>Which colour and dash a channel has, 1 to 6.</summary>
    public static int Look(BroadcastReport report, string channel) =>
        (report.Parts.Index().FirstOrDefault(p => p.Item.Channel == channel).Index % 6) + 1;

    private string Description((MinuteSeries Series, double?[] Values)[] lines)
    {
        var most = lines
            .Select(l => (l.Series.Caption, Most: l.Values.Max()))
            .Where(static l => l.Most is not null)
            .Select(l => $"{l.Caption} {NumberText.Plain(l.Most!.Value)}");
        return language.Say(
            $"Highest point of each line: {string.Join(", ", most)}. Each point is {buckets.Size} min. The same numbers stand in the table below.",
            $"各线最高点：{string.Join("，", most)}。每点为 {buckets.Size} 分钟。同样的数值见下方表格。"
        );
    }

    private double X(double bucket) => ChartFrame.X((bucket + 0.5) / Math.Max(1, buckets.Count));

    private Markup Line(ChartFrame frame, double?[] values, int look)
    {
        // A gauge is held for so long between samples; behind that nobody knows, and the line is broken. Of a count an unknown minute is a
        // hole at once.
        var hold = MetricCatalog.Find(metric)!.Kind == MetricKind.Gauge ? GaugeSummary.MaxHold.TotalMinutes : 1;
        var path = new StringBuilder();
        var last = int.MinValue / 2;
        var (count, lone) = (0, new MarkupBuilder());
        foreach (var (i, value) in values.Index().Where(static v => v.Item is not null))
        {
            var isNew = (long)(i - last) * buckets.Size > Math.Max(hold, buckets.Size);
            path.Append(string.Create(CultureInfo.InvariantCulture, $"{(isNew ? 'M' : 'L')}{X(i):0.#} {frame.Y(value!.Value):0.#}"));
            (last, count) = (i, count + 1);
            if (count == 1)
            {
                // A line of a single point is not seen.
                lone.Add($"""<circle class="fill{look}" cx="{X(i)}" cy="{frame.Y(value.Value)}" r="2"/>""");
            }
        }

        return MarkupBuilder.Of(b => b.Add($"""<path class="line line{look}" d="{path.ToString()}"/>{lone.Build()}"""));
    }

    // At the end of each line, pushed apart where they would cover one another.
    private Markup Labels(ChartFrame frame, (MinuteSeries Series, double?[] Values)[] lines)
    {
        var ends = lines
            .Select(l => (l.Series, End: l.Values.LastOrDefault(static v => v is not null)))
            .Where(static l => l.End is not null)
            .OrderBy(l => frame.Y(l.End!.Value))
            .ToArray();
        var content = new MarkupBuilder();
        var bottom = Height - ChartFrame.Bottom;
        var last = double.MinValue;
        foreach (var (i, (series, end)) in ends.Index())
        {
            // Room is kept for those that still come.
            var y = Math.Min(Math.Max(frame.Y(end!.Value), last + LabelHeight), bottom - ((ends.Length - 1 - i) * LabelHeight));
            last = y;
            var look = Look(report, series.Channel);
            content.Add(
                $"""<line class="line line{look}" x1="{ChartFrame.Width - ChartFrame.Right + 6}" x2="{ChartFrame.Width - ChartFrame.Right + 30}" y1="{y}" y2="{y}"/><text class="label" x="{ChartFrame.Width - ChartFrame.Right + 35}" y="{y + 4}">{Short(series.Caption)}</text>"""
            );
        }

        return content.Build();
    }

    private Markup TimeAxis() =>
        MarkupBuilder.Of(b =>
        {
            var step = Steps.First(s => report.Minutes / s <= 9);
            for (var minute = 0; minute <= report.Minutes; minute += step)
            {
                var x = ChartFrame.X((double)minute / Math.Max(1, report.Minutes));
                b.Add(
                    $"""<text class="tick" x="{x}" y="{Height - 12}" text-anchor="middle">{NumberText.Clock(minute)}</text><line class="grid" x1="{x}" x2="{x}" y1="{Height - ChartFrame.Bottom}" y2="{Height - ChartFrame.Bottom + 5}"/>"""
                );
            }
        });

    private Markup Gaps(ChartFrame frame) =>
        MarkupBuilder.Of(b =>
        {
            foreach (var gap in report.Gaps.Where(g => _series.Any(s => s.Channel == g.Channel)))
            {
                var from = Share(gap.Start);
                var width = Math.Max(1.5, ChartFrame.PlotWidth * (Share(gap.End) - from));
                b.Add($"""<rect class="gap" x="{ChartFrame.X(from)}" y="{ChartFrame.Top}" width="{width}" height="{frame.PlotHeight}"/>""");
            }
        });

    private double Share(DateTimeOffset time) => Math.Clamp((time - report.FirstMinute).TotalMinutes / Math.Max(1, report.Minutes), 0, 1);

    private static string Short(string caption) => caption.Length <= 13 ? caption : string.Concat(caption.AsSpan(0, 12), "…");

    private static IEnumerable<int> Steps => [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, int.MaxValue];
}
