using LiveIp.Contracts;
using LiveIp.Host.Reports.Html.Charts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html;

/// <summary>The numbers beside the charts.</summary>
internal sealed class HtmlTables(BroadcastReport report, ReportLanguage language)
{
    public Markup Minutes(string metric, MinuteBuckets buckets)
    {
        var series = report.Series.Where(s => s.Metric == metric).Select(s => (s.Caption, Values: buckets.Mean(s.Values))).ToArray();
        return Table(
            [language.Say("from h:min", "起（时:分）"), .. series.Select(static s => s.Caption)],
            Enumerable
                .Range(0, buckets.Count)
                .Select(i =>
                    (Cell[])
                        [
                            NumberText.Clock(i * buckets.Size),
                            .. series.Select(s => Number(s.Values[i] is { } value ? NumberText.Plain(value) : "–")),
                        ]
                ),
            buckets.Size == 1
                ? ""
                : language.Say($"Means per minute, of {buckets.Size} minutes each.", $"每 {buckets.Size} 分钟的每分钟均值。")
        );
    }

    public Markup Intervals() =>
        report.Score.Value is null
            ? Markup.Empty
            : Table(
                [language.Say("How sure is it?", "有多可靠？"), language.Say("from", "自"), language.Say("to", "至")],
                ScoreWords
                    .Intervals(report.Score, language)
                    .Select(static i => (Cell[])[i.What, Number(NumberText.Points(i.Low)), Number(NumberText.Points(i.High))])
            );

    public Markup Terms() =>
        Table(
            [
                language.Say("Metric", "指标"),
                language.Say("Platform", "平台"),
                language.Say("Now", "本场"),
                language.Say("Your usual", "平时水平"),
                language.Say("Weight", "权重"),
                language.Say("Points", "分数"),
                "",
            ],
            report.Score.Terms.Select(t =>
                (Cell[])
                    [
                        MetricWords.Scored(t.Metric, language),
                        ScoreWords.Caption(report, t.Channel, t.Platform),
                        Number(ScoreWords.Amount(t, t.Amount, language)),
                        Number(ScoreWords.Amount(t, t.Usual?.Amount, language)),
                        Number(NumberText.Share(t.Weight)),
                        Number(t.Contribution is { } points ? NumberText.Signed(points) : "–"),
                        t.Missing.Length > 0 ? Why(ReasonWords.Of(t.Missing, language)) : Tag(ScoreWords.Of(t.Verdict, language)),
                    ]
            ),
            language.Say(
                "Your usual is what you would usually have with as many viewers and minutes. Points add up to the score minus 50.",
                "“平时水平”指在同样的观众与时长下你通常会有的数值。各项分数之和等于评分减 50。"
            )
        );

    public Markup History() =>
        Table(
            [
                language.Say("Broadcast", "直播"),
                language.Say("Began", "开播"),
                language.Say("Score", "评分"),
                language.Say("Noise from", "波动自"),
                language.Say("to", "至"),
            ],
            report.History.Select(p =>
                (Cell[])
                    [
                        p.Title.Trim().Length > 0 ? p.Title : p.Broadcast,
                        NumberText.Moment(p.Start),
                        p.Value is { } value ? Number(NumberText.Points(value)) : Why(language.Say(p.NoValue!.English, p.NoValue.Chinese)),
                        Number(p.Noise is { } low ? NumberText.Points(low.Low) : "–"),
                        Number(p.Noise is { } high ? NumberText.Points(high.High) : "–"),
                    ]
            )
        );

    public Markup Platforms()
    {
        var notes = new Footnotes();
        var metrics = MetricCatalog.All.Where(m => report.Parts.Any(p => p.Values.Any(v => v.Metric == m.Id && v.Value is not null)));
        var table = Table(
            [
                language.Say("Metric", "指标"),
                .. report.Parts.Select(static p => p.Caption),
                .. report.Totals.Count > 0 ? (string[])[language.Say("Total", "合计")] : [],
            ],
            metrics.Select(m =>
                (Cell[])
                    [
                        MetricWords.Name(m.Id, language),
                        .. report.Parts.Select(p => Value(p.Values.Where(v => v.Metric == m.Id), notes)),
                        .. report.Totals.Where(t => t.Metric == m.Id).Select(t => Total(t, notes)),
                    ]
            ),
            language.Say("~ is estimated. Small numbers lead to the notes below.", "~ 表示估算值。小号数字见表下注释。")
        );
        return MarkupBuilder.Of(b => b.Add($"{table}{notes.List()}"));
    }

    public Markup Peaks() =>
        Table(
            [language.Say("Metric", "指标"), language.Say("Platform", "平台"), language.Say("At", "时刻"), language.Say("Value", "数值")],
            report.Peaks.Select(p =>
                (Cell[])
                    [
                        MetricWords.Name(p.Metric, language),
                        p.Caption,
                        Number(NumberText.Clock(p.Minute)),
                        Number(NumberText.Of(p.Metric, p.Value, p.Currency, language)),
                    ]
            ),
            language.Say("The minute in which most happened, in hours and minutes since the start.", "最高的一分钟，为开播后的时:分。")
        );

    private Cell Value(IEnumerable<ReportValue> values, Footnotes notes)
    {
        var all = values.ToArray();
        return all.All(static v => v.Value is null)
            ? Noted("–", ReasonWords.Of(all.FirstOrDefault()?.Missing ?? "", language), notes)
            : Number(
                string.Join(
                    " + ",
                    all.Where(static v => v.Value is not null)
                        .Select(v => (v.Estimated ? "~ " : "") + NumberText.Of(v.Metric, v.Value!.Value, v.Currency, language))
                )
            );
    }

    private Cell Total(ReportTotal total, Footnotes notes)
    {
        var text = total.Value is { } value ? (total.Estimated ? "~ " : "") + NumberText.Of(total.Metric, value, "", language) : "–";
        string[] why = [ReasonWords.Of(total.Missing, language), ReportText.Without(report, total, language)];
        return Noted(text, string.Join("; ", why.Where(static w => w.Length > 0)), notes);
    }

    private static Cell Noted(string text, string note, Footnotes notes) =>
        note.Length == 0 ? Number(text) : new(MarkupBuilder.Of(b => b.Add($"{text}<sup>{notes.Number(note)}</sup>")), IsNumber: true);

    private static Markup Table(IReadOnlyList<string> heads, IEnumerable<Cell[]> rows, string caption = "")
    {
        var all = rows.ToArray();
        var b = new MarkupBuilder();
        b.Add($"""<div class="scroll"><table>""");
        if (caption.Length > 0)
        {
            b.Add($"<caption>{caption}</caption>");
        }

        b.Add($"<thead><tr>");
        foreach (var (i, head) in heads.Index())
        {
            b.Add($"""<th scope="col" class="{(all.Any(r => r[i].IsNumber) ? "n" : "t")}">{head}</th>""");
        }

        b.Add($"</tr></thead><tbody>");
        foreach (var row in all)
        {
            b.Add($"""<tr><th scope="row" dir="auto">{row[0].Content}</th>""");
            foreach (var cell in row.Skip(1))
            {
                b.Add($"""<td class="{(cell.IsNumber ? "n" : "t")}">{cell.Content}</td>""");
            }

            b.Add($"</tr>");
        }

        b.Add($"</tbody></table></div>");
        return b.Build();
    }

    private static Cell Number(string text) => (Cell)text with { IsNumber = true };

    private static Cell Why(string text) => new(MarkupBuilder.Of(b => b.Add($"""<span class="why">{text}</span>""")), IsNumber: false);

    private static Cell Tag(string text) =>
        text.Length == 0 ? (Cell)"" : new(MarkupBuilder.Of(b => b.Add($"""<span class="tag">{text}</span>""")), IsNumber: false);

    private readonly record struct Cell(Markup Content, bool IsNumber)
    {
        public static implicit operator Cell(string text) => new(MarkupBuilder.Of(b => b.Add($"{text}")), IsNumber: false);
    }
}
