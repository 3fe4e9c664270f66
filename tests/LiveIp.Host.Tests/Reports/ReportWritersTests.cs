using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Reports.Html;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;
using LiveIp.Host.Reports.Writers;
using LiveIp.Host.Scoring.Reading;

namespace LiveIp.Host.Tests.Reports;

public sealed class ReportWritersTests
{
    private static readonly BroadcastReport Report = new ReportBuilder(new GateWithout("youtube")).Build(
        SyntheticShow.Of(closed: "youtube")
    );

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_number_is_on_the_page_and_in_the_text(string code)
    {
        var language = ReportLanguage.Find(code)!;
        var html = WebUtility.HtmlDecode(HtmlReport.Write(Report, language));
        var markdown = MarkdownReport.Write(Report, language).Replace("\\", "", StringComparison.Ordinal);

        Assert.All(
            Texts(language),
            text =>
            {
                Assert.Contains(text, html, StringComparison.Ordinal);
                Assert.Contains(text, markdown, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Json_and_csv_hold_every_digit()
    {
        var json = JsonNode.Parse(JsonReport.Write(Report))!;
        var csv = CsvReport.Write(Report).Split("\r\n").Select(static l => l.Split(',')).ToArray();

        var series = json["series"]!.AsArray();
        Assert.Equal(Report.Series.Count, series.Count);
        foreach (var (i, expected) in Report.Series.Index())
        {
            var column = ColumnNames.Of(expected.Metric);
            Assert.Equal(expected.Values, series[i]![column]!.AsArray().Select(static v => (double?)v));
            var at = Array.IndexOf(
                csv[0],
                expected.Currency.Length > 0 ? $"contributions_value_{expected.Currency.ToLowerInvariant()}_micros" : column
            );
            var rows = csv.Where(r => r[0] == "minute" && r[3] == expected.Channel);
            Assert.Equal(
                expected.Values,
                rows.Select(r => r[at].Length == 0 ? null : (double?)double.Parse(r[at], CultureInfo.InvariantCulture))
            );
        }

        Assert.Equal(Report.Score.Value, (double?)json["score"]!["score_points"]);
        Assert.Equal(
            Report.Score.Terms.Select(static t => t.Contribution),
            json["score"]!["terms"]!.AsArray().Select(static t => (double?)t!["contribution_points"])
        );
        foreach (var (i, part) in Report.Parts.Index())
        {
            foreach (var value in part.Values.Where(static v => v.Currency.Length == 0))
            {
                Assert.Equal(value.Value, (double?)json["platforms"]![i]!["metrics"]![ColumnNames.Of(value.Metric)]);
                Assert.Equal(
                    value.Value is null ? value.Missing : null,
                    (string?)json["platforms"]![i]!["missing"]![ColumnNames.Of(value.Metric)]
                );
            }
        }
    }

    [Fact]
    public void A_hostile_title_is_text_everywhere()
    {
        var report = Report with
        {
            Title = SyntheticShow.HostileTitle,
            Labels = new Dictionary<string, string> { ["<img src=x onerror=y>"] = "\"><script>" },
            Parts = [.. Report.Parts.Select(static p => p with { Caption = "<u>&\"'" })],
        };
        var html = HtmlReport.Write(report, ReportLanguage.English);
        var markdown = MarkdownReport.Write(report, ReportLanguage.English);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<u>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;x&quot;)", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('<', markdown);
        Assert.DoesNotContain('\u202E', markdown);
        Assert.Contains("\\!\\[i\\](http&#58;//x/)", markdown, StringComparison.Ordinal);
        Assert.Contains("\\| \\*\\*b\\*\\*", markdown, StringComparison.Ordinal);
        Assert.Equal(SyntheticShow.HostileTitle, (string?)JsonNode.Parse(JsonReport.Write(report))!["title"]);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void The_page_loads_nothing_runs_nothing_and_its_charts_are_well_formed_and_named(string code)
    {
        var html = HtmlReport.Write(Report, ReportLanguage.Find(code)!);

        foreach (
            var word in new[] { "<script", "<link", "<iframe", "<object", "<img", " src=", " href=", "url(", "@import", "http:", "https:" }
        )
        {
            Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase);
        }

        var charts = Charts(html);
        Assert.Equal(5, charts.Length);
        Assert.All(
            charts,
            chart =>
            {
                var ids = chart.Attribute("aria-labelledby")!.Value.Split(' ');
                Assert.Equal(ids, chart.Elements().Take(2).Select(static e => e.Attribute("id")!.Value));
                Assert.All(chart.Elements().Take(2), static e => Assert.NotEqual("", e.Value));
                Assert.DoesNotContain("NaN", chart.ToString(), StringComparison.Ordinal);
            }
        );
        Assert.Equal(
            charts.Length * 2,
            charts.SelectMany(static c => c.Elements().Take(2)).Select(static e => e.Attribute("id")!.Value).Distinct().Count()
        );
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Fact]
    public void In_chinese_nothing_is_said_in_english()
    {
        var html = HtmlReport.Write(Report, ReportLanguage.Chinese);

        var reasons = new[] { typeof(MissingReasons), typeof(PartReasons) }
            .SelectMany(static t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static f => (string)f.GetRawConstantValue()!)
            .Concat([
                PartReasons.SeveralCurrencies(["CNY", "USD"]),
                PartReasons.OtherCurrency("EUR", "USD"),
                PartReasons.Nonsense(-3.5),
                "no value (1 of 3 broadcasts)",
            ])
            .ToArray();
        Assert.All(
            [.. reasons, ReportTotals.NotAdded, ReportTotals.OnePlatform],
            static r => Assert.NotEqual(r, ReasonWords.Of(r, ReportLanguage.Chinese))
        );
        foreach (var reason in reasons)
        {
            Assert.DoesNotContain(WebUtility.HtmlEncode(reason), html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_score_the_page_says_why_and_still_stands()
    {
        var report = new ReportBuilder(new GateWithout("twitch", "youtube", "bilibili")).Build(
            SyntheticShow.Of(history: 0, closed: ["twitch", "youtube", "bilibili"])
        );

        Assert.Null(report.Score.Value);
        foreach (var language in new[] { ReportLanguage.English, ReportLanguage.Chinese })
        {
            var reason = language.Say(report.Score.NoValue!.English, report.Score.NoValue.Chinese);
            Assert.Contains(reason, WebUtility.HtmlDecode(HtmlReport.Write(report, language)), StringComparison.Ordinal);
            Assert.Contains(reason, MarkdownReport.Write(report, language), StringComparison.Ordinal);
        }

        Assert.Null(JsonNode.Parse(JsonReport.Write(report))!["score"]!["score_points"]);
    }

    [Fact]
    public void A_week_on_air_fits_into_a_message()
    {
        var report = new ReportBuilder(new GateWithout()).Build(SyntheticShow.Of(minutes: 7 * 1440, history: 0));

        Assert.InRange(Encoding.UTF8.GetByteCount(CsvReport.Write(report)), 1, 4 << 20);
        Assert.InRange(Encoding.UTF8.GetByteCount(JsonReport.Write(report)), 1, 4 << 20);
        Assert.InRange(Encoding.UTF8.GetByteCount(HtmlReport.Write(report, ReportLanguage.English)), 1, 1 << 20);
    }

    [Fact]
    public void Columns_of_metrics_are_unique_and_end_in_their_unit()
    {
        var names = MetricCatalog.All.Select(static m => ColumnNames.Of(m.Id)).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, static n => Assert.Matches("^[a-z0-9_]+$", n));
        Assert.Equal(
            ("viewers_mean_viewers", "watch_time_s", "contributions_value_micros"),
            (ColumnNames.Of(MetricIds.ViewersMean), ColumnNames.Of(MetricIds.WatchSeconds), ColumnNames.Of(MetricIds.ContributionsValue))
        );
    }

    /// <summary>For the eye: names a directory, and the pages are left there.</summary>
    [Fact]
    public async Task Pages_to_look_at()
    {
        var pages = new[] { ReportLanguage.English, ReportLanguage.Chinese }
            .SelectMany(static l =>
                new (string Name, string Text)[]
                {
                    ($"report-{l.Code}.html", HtmlReport.Write(Report, l)),
                    ($"report-{l.Code}.md", MarkdownReport.Write(Report, l)),
                }
            )
            .ToArray();
        Assert.All(pages, static p => Assert.NotEqual("", p.Text));

        if (Environment.GetEnvironmentVariable("LIVEIP_REPORT_PAGES") is { Length: > 0 } directory)
        {
            foreach (var (name, text) in pages)
            {
                await File.WriteAllTextAsync(Path.Combine(directory, name), text, TestContext.Current.CancellationToken);
            }
        }
    }

    private static IEnumerable<string> Texts(ReportLanguage language)
    {
        yield return NumberText.Points(Report.Score.Value!.Value);
        foreach (var (_, low, high) in ScoreWords.Intervals(Report.Score, language))
        {
            yield return NumberText.Points(low);
            yield return NumberText.Points(high);
        }

        foreach (var value in Report.Parts.SelectMany(static p => p.Values).Where(static v => v.Value is not null))
        {
            yield return NumberText.Of(value.Metric, value.Value!.Value, value.Currency, language);
        }

        foreach (var total in Report.Totals.Where(static t => t.Value is not null))
        {
            yield return NumberText.Of(total.Metric, total.Value!.Value, "", language);
        }

        foreach (var term in Report.Score.Terms.Where(static t => t.Contribution is not null))
        {
            yield return NumberText.Signed(term.Contribution!.Value);
            yield return ScoreWords.Amount(term, term.Usual?.Amount, language);
        }

        foreach (var point in Report.History.Where(static h => h.Value is not null))
        {
            yield return NumberText.Points(point.Value!.Value);
        }

        foreach (var option in Report.Next!.Options)
        {
            yield return ReportText.Labels(option.Labels);
            yield return ReportText.Expected(option, language);
        }

        foreach (var peak in Report.Peaks)
        {
            yield return NumberText.Of(peak.Metric, peak.Value, peak.Currency, language);
            yield return NumberText.Clock(peak.Minute);
        }
    }

    private static XElement[] Charts(string html)
    {
        var charts = new List<XElement>();
        for (var at = html.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = html.IndexOf("<svg", at + 1, StringComparison.Ordinal))
        {
            var end = html.IndexOf("</svg>", at, StringComparison.Ordinal) + "</svg>".Length;
            charts.Add(XElement.Parse(html[at..end]));
        }

        return [.. charts];
    }
}
