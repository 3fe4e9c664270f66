using LiveIp.Contracts;
using LiveIp.Host.Reports.Html.Charts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html;

/// <summary>The report as one file: no script, nothing loaded, charts drawn here. For the eye, the printer and the screen reader.</summary>
internal static class HtmlReport
{
    /// <summary>More points than that are not told apart on a page.</summary>
    private const int MostPoints = 480;

    private static readonly string Style = ReadStyle();

    public static string Write(BroadcastReport report, ReportLanguage language)
    {
        var buckets = new MinuteBuckets(report.Minutes, MostPoints);
        var tables = new HtmlTables(report, language);
        var sections = new HtmlSections(report, language, tables);
        var page = new MarkupBuilder();
        page.Add(
            $"""
            <!doctype html>
            <html lang="{language.HtmlCode}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{sections.Title} – LiveIp</title>
            <style>{new Markup(Style)}</style>
            </head>
            <body>
            <main>
            {sections.Head()}
            {sections.Score()}
            {sections.Tiles()}

            """
        );
        foreach (var metric in new[] { MetricIds.ViewersConcurrent, MetricIds.ChatMessages })
        {
            page.Add($"{Minutes(report, metric, buckets, tables, language)}");
        }

        page.Add(
            $"""
            {sections.Contributions()}
            {sections.History()}
            {sections.Platforms()}
            {sections.Peaks()}
            {sections.Moments()}
            {sections.Missing()}
            {sections.Next()}
            {sections.Foot()}
            </main>
            </body>
            </html>

            """
        );
        return page.Build().Html;
    }

    private static Markup Minutes(BroadcastReport report, string metric, MinuteBuckets buckets, HtmlTables tables, ReportLanguage language)
    {
        var chart = new MinuteChart(report, metric, buckets, language);
        if (chart.IsEmpty)
        {
            return Markup.Empty;
        }

        var id = metric.Replace('.', '-');
        var hint = report.Gaps.Count > 0 ? language.Say("Shaded: a channel was not heard.", "阴影处：未收到某频道的数据。") : "";
        return MarkupBuilder.Of(b =>
            b.Add(
                $"""<section><h2>{chart.Title}</h2><p class="soft">{language.Say("Hours and minutes since the start.", "横轴为开播后的时间（时:分）。")} {hint}</p><div class="scroll">{chart.Draw(id)}</div><details><summary>{language.Say("The numbers", "查看数据")}</summary>{tables.Minutes(metric, buckets)}</details></section>"""
            )
        );
    }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("LiveIp.Host.report.css")!);
        return reader.ReadToEnd();
    }
}
