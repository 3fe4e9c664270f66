using LiveIp.Contracts;
using LiveIp.Host.Reports.Html.Charts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html;

/// <summary>The parts of the page, one after the other.</summary>
internal sealed class HtmlSections(BroadcastReport report, ReportLanguage language, HtmlTables tables)
{
    public string Title => report.Title.Trim().Length > 0 ? report.Title : language.Say("Untitled broadcast", "无标题直播");

    public Markup Head() =>
        MarkupBuilder.Of(b =>
        {
            var kind = report.IsLive
                ? language.Say("Broadcast report, so far", "直播报告（进行中）")
                : language.Say("Broadcast report", "直播报告");
            b.Add(
                $"""<header><div class="over">LiveIp · {kind}</div><h1 dir="auto">{Title}</h1><div class="meta"><span>{NumberText.Moment(report.Start)}</span><span>{NumberText.Time(report.Duration, language)}</span>"""
            );
            foreach (var part in report.Parts)
            {
                b.Add($"""<span class="chip"><i class="dot fill{MinuteChart.Look(report, part.Channel)}"></i>{part.Caption}</span>""");
            }

            foreach (var (label, value) in report.Labels.OrderBy(static l => l.Key, StringComparer.Ordinal))
            {
                b.Add($"""<span class="chip"><span class="soft">{label}</span><bdi>{value}</bdi></span>""");
            }

            b.Add($"</div>");
            if (report.IsEmulated)
            {
                b.Add(
                    $"""<p class="warn">{language.Say("At least one platform was an emulator: its numbers are nobody's.", "至少有一个平台是模拟器：其数字并非真实。")}</p>"""
                );
            }

            b.Add($"</header>");
        });

    public Markup Score() =>
        MarkupBuilder.Of(b =>
        {
            var score = report.Score;
            b.Add(
                $"""<section class="hero"><div class="number{(score.Value is null ? " none" : "")}">{(score.Value is { } value ? NumberText.Points(value) : language.Say("no score", "暂无评分"))}</div><div><p class="says">{ScoreWords.Headline(score, language)}</p><p class="soft">{ScoreWords.Meaning(score, language)}</p></div>"""
            );
            if (new ScoreStrip(score, language).Draw("strip") is { } strip)
            {
                b.Add($"""<div class="wide">{strip}</div>""");
            }

            b.Add($"""<div class="wide">{tables.Intervals()}<p class="soft">{ScoreLine()}</p>{LeftOut()}</div></section>""");
        });

    public Markup Tiles() =>
        MarkupBuilder.Of(b =>
        {
            // Sums, where there are some; of a single platform its own numbers.
            var tiles = report
                .Totals.Where(static t => t.Value is not null)
                .Select(t =>
                    (
                        t.Metric,
                        Text: (t.Estimated ? "~ " : "") + NumberText.Of(t.Metric, t.Value!.Value, "", language),
                        Of: string.Join(" + ", t.Of)
                    )
                )
                .Take(4)
                .ToArray();
            if (report.Parts is [var only])
            {
                tiles =
                [
                    .. only
                        .Values.Where(static v => v.Value is not null)
                        .Take(4)
                        .Select(v =>
                            (
                                v.Metric,
                                Text: (v.Estimated ? "~ " : "") + NumberText.Of(v.Metric, v.Value!.Value, v.Currency, language),
                                Of: only.Caption
                            )
                        ),
                ];
            }

            if (tiles.Length == 0)
            {
                return;
            }

            b.Add($"""<div class="tiles">""");
            foreach (var (metric, text, of) in tiles)
            {
                b.Add($"""<div class="tile"><span>{MetricWords.Name(metric, language)}</span><b>{text}</b><span>{of}</span></div>""");
            }

            b.Add($"</div>");
        });

    public Markup Contributions() =>
        MarkupBuilder.Of(b =>
        {
            var chart = new ContributionChart(report, language);
            b.Add(
                $"""<section><h2>{chart.Title}</h2><p class="soft">{language.Say("Each step is one metric against your own usual. Pale steps are noise: no reason to change anything.", "每一步为一项指标与你平时水平之比。浅色为偶然波动，无需因此改变什么。")}</p>"""
            );
            if (chart.Draw("contributions") is { } drawn)
            {
                b.Add($"""<div class="scroll">{drawn}</div>""");
            }

            b.Add(
                $"""<details class="short"><summary>{language.Say("The numbers, with your usual", "查看数据与平时水平")}</summary>{tables.Terms()}</details></section>"""
            );
        });

    public Markup History() =>
        MarkupBuilder.Of(b =>
        {
            var chart = new HistoryChart(report, language);
            if (chart.Draw("history") is { } drawn)
            {
                b.Add(
                    $"""<section><h2>{chart.Title}</h2><p class="soft">{language.Say("Shaded: where usual broadcasts lie nine times out of ten.", "阴影：平常直播十有八九所在的范围。")}</p><div class="scroll">{drawn}</div><details class="short"><summary>{language.Say("The numbers", "查看数据")}</summary>{tables.History()}</details></section>"""
                );
            }
        });

    public Markup Platforms() =>
        MarkupBuilder.Of(b =>
            b.Add($"""<section><h2>{language.Say("Each platform, and the total", "各平台与合计")}</h2>{tables.Platforms()}</section>""")
        );

    public Markup Peaks() =>
        MarkupBuilder.Of(b =>
        {
            if (report.Peaks.Count > 0)
            {
                b.Add($"""<section><h2>{language.Say("Peaks", "高峰时刻")}</h2>{tables.Peaks()}</section>""");
            }
        });

    public Markup Moments() =>
        MarkupBuilder.Of(b =>
        {
            if (report.Moments.Count == 0)
            {
                return;
            }

            b.Add($"""<section><h2>{language.Say("Marked moments", "标记的时刻")}</h2><ul>""");
            foreach (var moment in report.Moments)
            {
                b.Add($"""<li dir="auto">{ReportText.Moment(report, moment, language)} <span class="soft">{moment.Uri}</span></li>""");
            }

            b.Add($"</ul></section>");
        });

    public Markup Missing() =>
        MarkupBuilder.Of(b =>
        {
            b.Add($"""<section><h2>{language.Say("What was missing, and why", "缺失的数据及原因")}</h2>""");
            foreach (var gap in report.Gaps)
            {
                b.Add($"""<p>{ReportText.Gap(report, gap, language)}</p>""");
            }

            b.Add($"""<ul>""");
            foreach (var (caption, reason, metrics) in ReportText.Missing(report, language))
            {
                b.Add($"""<li><b>{caption}</b>: {metrics} <span class="soft">({reason})</span></li>""");
            }

            b.Add($"</ul></section>");
        });

    public Markup Next() =>
        MarkupBuilder.Of(b =>
        {
            b.Add($"""<section><h2>{language.Say("What to stream next", "接下来播什么")}</h2>""");
            if (report.Next is not { } next)
            {
                b.Add($"<p>{ScoreWords.HowToGetOne(language)}</p></section>");
                return;
            }

            b.Add($"""<p>{language.Say(next.Summary, next.SummaryZh)}</p><ol class="options">""");
            foreach (var option in next.Options)
            {
                b.Add(
                    $"""<li><b dir="auto">{ReportText.Labels(option.Labels)}</b><br>{ReportText.Expected(option, language)}<br><span class="soft">{language.Say(option.Reason, option.ReasonZh)}</span></li>"""
                );
            }

            b.Add($"</ol></section>");
        });

    public Markup Foot() => MarkupBuilder.Of(b => b.Add($"<footer>{report.Name} · {ReportText.Source(report, language)}</footer>"));

    private string ScoreLine() => ReportText.ScoreLine(report, language);

    private Markup LeftOut() =>
        MarkupBuilder.Of(b =>
        {
            foreach (var left in report.Score.LeftOut)
            {
                b.Add($"""<p class="warn">{ReportText.LeftOut(report, left, language)}</p>""");
            }
        });
}
