using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Reports.Html.Charts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Writers;

/// <summary>The report as text, to be pasted into notes, an issue or a chat.</summary>
internal sealed class MarkdownReport
{
    /// <summary>Rows of the table over time; the other forms have every minute.</summary>
    private const int MostRows = 24;

    private readonly BroadcastReport _report;
    private readonly ReportLanguage _language;
    private readonly StringBuilder _text = new();

    private MarkdownReport(BroadcastReport report, ReportLanguage language) => (_report, _language) = (report, language);

    public static string Write(BroadcastReport report, ReportLanguage language)
    {
        var writer = new MarkdownReport(report, language);
        writer.Head();
        writer.Score();
        writer.Platforms();
        writer.Minutes();
        writer.History();
        writer.Peaks();
        writer.Moments();
        writer.Missing();
        writer.Next();
        writer._text.Append('\n').Append($"{Safe($"{report.Name} · {ReportText.Source(report, language)}")}\n");
        return writer._text.ToString();
    }

    /// <summary>Every letter that Markdown could take for its own is marked as text; HTML cannot begin either.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in PlainText.Of(text))
        {
            if (letter is '<' or '>' or '&')
            {
                safe.Append(
                    letter switch
                    {
                        '<' => "&lt;",
                        '>' => "&gt;",
                        _ => "&amp;",
                    }
                );
                continue;
            }

            // '+', '-' and '.' only matter at the begin of a line, where no text of others stands; '(' only behind a ']'.
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '!' or '|' or '~' or '@' or '$')
            {
                safe.Append('\\');
            }

            safe.Append(letter);
        }

        // A bare address becomes a link in many places; the colon as an entity reads the same and does not.
        return safe.Replace("://", "&#58;//").Replace("www.", "www&#46;").ToString();
    }

    private void Head()
    {
        var title = _report.Title.Trim().Length > 0 ? _report.Title : Say("Untitled broadcast", "无标题直播");
        _text.Append($"# {Safe(title)}\n\n");
        Line(
            $"{NumberText.Moment(_report.Start)} · {NumberText.Time(_report.Duration, _language)} · {string.Join(", ", _report.Parts.Select(static p => p.Caption))}"
        );
        if (_report.Labels.Count > 0)
        {
            Line(ReportText.Labels(_report.Labels));
        }

        if (_report.IsLive)
        {
            Line(Say("The broadcast is still live.", "直播仍在进行。"));
        }

        if (_report.IsEmulated)
        {
            Line(Say("At least one platform was an emulator: its numbers are nobody's.", "至少有一个平台是模拟器：其数字并非真实。"));
        }
    }

    private void Score()
    {
        var score = _report.Score;
        Heading("Score", "评分");
        _text.Append(
            $"**{Safe(score.Value is { } value ? NumberText.Points(value) : Say("no score", "暂无评分"))}** – {Safe(ScoreWords.Headline(score, _language))}\n\n"
        );
        Line(ScoreWords.Meaning(score, _language));
        Line(ReportText.ScoreLine(_report, _language));
        foreach (var left in score.LeftOut)
        {
            Line(ReportText.LeftOut(_report, left, _language));
        }

        if (score.Value is not null)
        {
            Table(
                [Say("How sure is it?", "有多可靠？"), Say("from", "自"), Say("to", "至")],
                ScoreWords
                    .Intervals(score, _language)
                    .Select(static i => (string[])[i.What, NumberText.Points(i.Low), NumberText.Points(i.High)])
            );
        }

        Heading("What made the score", "评分的构成");
        Table(
            [
                Say("Metric", "指标"),
                Say("Platform", "平台"),
                Say("Now", "本场"),
                Say("Your usual", "平时水平"),
                Say("Weight", "权重"),
                Say("Points", "分数"),
                "",
            ],
            score.Terms.Select(t =>
                (string[])
                    [
                        MetricWords.Scored(t.Metric, _language),
                        ScoreWords.Caption(_report, t.Channel, t.Platform),
                        ScoreWords.Amount(t, t.Amount, _language),
                        ScoreWords.Amount(t, t.Usual?.Amount, _language),
                        NumberText.Share(t.Weight),
                        t.Contribution is { } points ? NumberText.Signed(points) : "–",
                        t.Missing.Length > 0 ? ReasonWords.Of(t.Missing, _language) : ScoreWords.Of(t.Verdict, _language),
                    ]
            )
        );
    }

    private void Platforms()
    {
        Heading("Each platform, and the total", "各平台与合计");
        var metrics = MetricCatalog.All.Where(m => _report.Parts.Any(p => p.Values.Any(v => v.Metric == m.Id && v.Value is not null)));
        Table(
            [
                Say("Metric", "指标"),
                .. _report.Parts.Select(static p => p.Caption),
                .. _report.Totals.Count > 0 ? (string[])[Say("Total", "合计")] : [],
            ],
            metrics.Select(m =>
                (string[])
                    [
                        MetricWords.Name(m.Id, _language),
                        .. _report.Parts.Select(p => string.Join(" + ", p.Values.Where(v => v.Metric == m.Id).Select(Value))),
                        .. _report.Totals.Where(t => t.Metric == m.Id).Select(Total),
                    ]
            )
        );
        Line(Say("~ is estimated.", "~ 表示估算值。"));
    }

    private void Minutes()
    {
        var buckets = new MinuteBuckets(_report.Minutes, MostRows);
        foreach (var metric in new[] { MetricIds.ViewersConcurrent, MetricIds.ChatMessages })
        {
            var series = _report.Series.Where(s => s.Metric == metric).Select(s => (s.Caption, Values: buckets.Mean(s.Values))).ToArray();
            if (series.Length == 0)
            {
                continue;
            }

            var name = MetricWords.Name(metric, _language);
            Heading($"{name} per minute", $"每分钟{name}");
            Table(
                [Say("from h:min", "起（时:分）"), .. series.Select(static s => s.Caption)],
                Enumerable
                    .Range(0, buckets.Count)
                    .Select(i =>
                        (string[])
                            [NumberText.Clock(i * buckets.Size), .. series.Select(s => s.Values[i] is { } v ? NumberText.Plain(v) : "–")]
                    )
            );
        }
    }

    private void History()
    {
        Heading("Score over the last broadcasts", "近期直播的评分");
        Table(
            [Say("Broadcast", "直播"), Say("Began", "开播"), Say("Score", "评分"), Say("Noise", "偶然波动")],
            _report.History.Select(p =>
                (string[])
                    [
                        p.Title.Trim().Length > 0 ? p.Title : p.Broadcast,
                        NumberText.Moment(p.Start),
                        p.Value is { } value ? NumberText.Points(value) : Say(p.NoValue!.English, p.NoValue.Chinese),
                        p.Noise is { } noise ? $"{NumberText.Points(noise.Low)} – {NumberText.Points(noise.High)}" : "–",
                    ]
            )
        );
    }

    private void Peaks()
    {
        if (_report.Peaks.Count == 0)
        {
            return;
        }

        Heading("Peaks", "高峰时刻");
        Table(
            [Say("Metric", "指标"), Say("Platform", "平台"), Say("At", "时刻"), Say("Value", "数值")],
            _report.Peaks.Select(p =>
                (string[])
                    [
                        MetricWords.Name(p.Metric, _language),
                        p.Caption,
                        NumberText.Clock(p.Minute),
                        NumberText.Of(p.Metric, p.Value, p.Currency, _language),
                    ]
            )
        );
    }

    private void Moments()
    {
        if (_report.Moments.Count == 0)
        {
            return;
        }

        Heading("Marked moments", "标记的时刻");
        foreach (var moment in _report.Moments)
        {
            var uri = moment.Uri.Length > 0 ? $" {moment.Uri}" : "";
            _text.Append($"* {Safe(ReportText.Moment(_report, moment, _language) + uri)}\n");
        }

        _text.Append('\n');
    }

    private void Missing()
    {
        Heading("What was missing, and why", "缺失的数据及原因");
        foreach (var gap in _report.Gaps)
        {
            _text.Append($"* {Safe(ReportText.Gap(_report, gap, _language))}\n");
        }

        foreach (var (caption, reason, metrics) in ReportText.Missing(_report, _language))
        {
            _text.Append($"* {Safe($"{caption}: {metrics} ({reason})")}\n");
        }

        _text.Append('\n');
    }

    private void Next()
    {
        Heading("What to stream next", "接下来播什么");
        if (_report.Next is not { } next)
        {
            Line(ScoreWords.HowToGetOne(_language));
            return;
        }

        Line(Say(next.Summary, next.SummaryZh));
        foreach (var option in next.Options)
        {
            _text.Append(
                $"* **{Safe(ReportText.Labels(option.Labels))}** – {Safe(ReportText.Expected(option, _language))} {Safe(Say(option.Reason, option.ReasonZh))}\n"
            );
        }
    }

    private string Value(ReportValue v) =>
        v.Value is { } value
            ? (v.Estimated ? "~ " : "") + NumberText.Of(v.Metric, value, v.Currency, _language)
            : $"– ({ReasonWords.Of(v.Missing, _language)})";

    private string Total(ReportTotal total)
    {
        var without = ReportText.Without(_report, total, _language);
        return total.Value is { } value
            ? $"{(total.Estimated ? "~ " : "")}{NumberText.Of(total.Metric, value, "", _language)}{(without.Length > 0 ? $" ({without})" : "")}"
            : $"– ({ReasonWords.Of(total.Missing, _language)}{(without.Length > 0 ? $"; {without}" : "")})";
    }

    private void Heading(string english, string chinese) => _text.Append($"\n## {Safe(Say(english, chinese))}\n\n");

    private void Line(string text) => _text.Append($"{Safe(text)}\n\n");

    private void Table(string[] heads, IEnumerable<string[]> rows)
    {
        Row(heads);
        Row([.. heads.Select(static _ => "---")], isSafe: true);
        foreach (var row in rows)
        {
            Row(row);
        }

        _text.Append('\n');
    }

    private void Row(string[] cells, bool isSafe = false) =>
        _text.Append($"| {string.Join(" | ", cells.Select(c => isSafe ? c : Safe(c)))} |\n");

    private string Say(string english, string chinese) => _language.Say(english, chinese);
}
