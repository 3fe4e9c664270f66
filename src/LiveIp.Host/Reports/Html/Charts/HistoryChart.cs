using System.Globalization;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>Scores of the last broadcasts in the band in which chance alone moves them.</summary>
internal sealed class HistoryChart(BroadcastReport report, ReportLanguage language)
{
    private const double Height = 250;

    public string Title => language.Say("Score over the last broadcasts", "近期直播的评分");

    /// <summary>Null without any score.</summary>
    public Markup? Draw(string id)
    {
        var points = report.History;
        var values = points.Where(static p => p.Value is not null).Select(static p => p.Value!.Value).ToArray();
        if (values.Length == 0)
        {
            return null;
        }

        var bands = points.Select(static p => p.Noise).OfType<LiveIp.Scoring.Scores.ScoreInterval>().ToArray();
        var least = Math.Min(values.Min(), bands.Min(static b => b.Low)) - 3;
        var most = Math.Max(values.Max(), bands.Max(static b => b.High)) + 3;
        var frame = new ChartFrame(Height, Math.Floor(least / 10) * 10, most);
        double X(double i) => ChartFrame.X((i + 0.5) / points.Count);

        var content = new MarkupBuilder();
        content.Add($"{frame.Grid()}");
        foreach (var (i, point) in points.Index())
        {
            if (point.Noise is { } noise)
            {
                content.Add(
                    $"""<rect class="band" x="{X(i - 0.5)}" y="{frame.Y(noise.High)}" width="{X(0.5) - X(-0.5)}" height="{frame.Y(noise.Low) - frame.Y(noise.High)}"/>"""
                );
            }
        }

        content.Add(
            $"""<line class="usual" x1="{ChartFrame.Left}" x2="{ChartFrame.Width - ChartFrame.Right}" y1="{frame.Y(50)}" y2="{frame.Y(50)}"/>"""
        );
        content.Add(
            $"""<text class="soft" x="{ChartFrame.Width - ChartFrame.Right + 10}" y="{frame.Y(50) + 4}">{language.Say("your usual", "平时水平")}</text>"""
        );
        content.Add($"""<path class="trace" d="{Trace(frame, X)}"/>""");
        foreach (var (i, point) in points.Index())
        {
            content.Add($"{Point(frame, X(i), point, isLast: i == points.Count - 1)}");
        }

        return ChartFrame.Svg(
            id,
            Height,
            Title,
            language.Say(
                $"{points.Count} broadcasts, oldest first. The shaded band is where usual broadcasts lie nine times out of ten. The same numbers stand in the table below.",
                $"共 {points.Count} 场直播，由旧到新。阴影为平常直播十有八九所在的范围。同样的数值见下方表格。"
            ),
            content.Build()
        );
    }

    private string Trace(ChartFrame frame, Func<double, double> x)
    {
        var isDown = false;
        return string.Concat(
            report
                .History.Index()
                .Select(p =>
                {
                    var move = !isDown;
                    isDown = p.Item.Value is not null;
                    return p.Item.Value is { } value
                        ? string.Create(CultureInfo.InvariantCulture, $"{(move ? 'M' : 'L')}{x(p.Index):0.#} {frame.Y(value):0.#}")
                        : "";
                })
        );
    }

    private static Markup Point(ChartFrame frame, double x, HistoryPoint point, bool isLast) =>
        MarkupBuilder.Of(b =>
        {
            var date = point.Start.UtcDateTime.ToString("MM-dd", CultureInfo.InvariantCulture);
            b.Add($"""<text class="tick" x="{x}" y="{Height - 12}" text-anchor="middle">{date}</text>""");
            if (point.Value is not { } value)
            {
                b.Add($"""<text class="soft" x="{x}" y="{Height - ChartFrame.Bottom - 8}" text-anchor="middle">–</text>""");
                return;
            }

            var strong = isLast ? " strong" : "";
            b.Add(
                $"""<circle class="{(isLast ? "score" : "past")}" cx="{x}" cy="{frame.Y(value)}" r="{(isLast ? 7 : 4.5)}"/><text class="value{strong}" x="{x}" y="{frame.Y(value) - 12}" text-anchor="middle">{NumberText.Points(value)}</text>"""
            );
        });
}
