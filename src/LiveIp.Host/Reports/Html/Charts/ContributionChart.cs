using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>From the usual to the score, a step for each metric. What is noise is drawn pale, so that nobody makes much of it.</summary>
internal sealed class ContributionChart(BroadcastReport report, ReportLanguage language)
{
    private const int MostSteps = 12;
    private const double RowHeight = 28;
    private const double Left = 300;
    private const double Right = 150;
    private const double Top = 26;

    public string Title => language.Say("What made the score", "评分的构成");

    /// <summary>Null without a score.</summary>
    public Markup? Draw(string id)
    {
        if (report.Score.Value is not { } score)
        {
            return null;
        }

        var steps = Steps();
        var ends = new List<double> { 50 };
        steps.ForEach(s => ends.Add(ends[^1] + s.Points));
        var (low, high) = (Math.Floor(ends.Min() - 1), Math.Ceiling(ends.Max() + 1));
        var height = Top + (RowHeight * (steps.Count + 2)) + 8;
        double X(double points) => Left + ((points - low) / (high - low) * (ChartFrame.Width - Left - Right));

        var content = new MarkupBuilder();
        content.Add($"""<line class="usual" x1="{X(50)}" x2="{X(50)}" y1="{Top - 8}" y2="{height - 6}"/>""");
        content.Add(
            $"""<text class="tick" x="{X(50)}" y="{Top - 12}" text-anchor="middle">{language.Say("50 = your usual", "50 = 平时水平")}</text>"""
        );
        foreach (var (i, step) in steps.Index())
        {
            var y = Top + (RowHeight * i);
            var (from, to) = (ends[i], ends[i + 1]);
            var kind = step.Points >= 0 ? "up" : "down";
            content.Add(
                $"""<text class="label" x="{Left - 14}" y="{y + 18}" text-anchor="end">{step.Name}</text><rect class="bar {kind}{(step.IsNoise ? " noise" : "")}" x="{X(Math.Min(from, to))}" y="{y + 5}" width="{Math.Max(1.5, X(Math.Max(from, to)) - X(Math.Min(from, to)))}" height="{RowHeight - 10}" rx="2"/><line class="step" x1="{X(to)}" x2="{X(to)}" y1="{y + 5}" y2="{y + RowHeight + 5}"/><text class="value" x="{X(Math.Max(from, to)) + 8}" y="{y + 18}">{NumberText.Signed(step.Points)}<tspan class="soft" dx="6">{step.Remark}</tspan></text>"""
            );
        }

        var end = Top + (RowHeight * steps.Count) + 6;
        content.Add(
            $"""<text class="label strong" x="{Left - 14}" y="{end + 20}" text-anchor="end">{language.Say("Score", "评分")}</text><circle class="score" cx="{X(score)}" cy="{end + 15}" r="7"/><text class="value strong" x="{X(score) + 14}" y="{end + 20}">{NumberText.Points(score)}</text>"""
        );
        return ChartFrame.Svg(
            id,
            height,
            Title,
            language.Say(
                $"Starting at 50, each step adds or takes points; the end is the score, {NumberText.Points(score)}. Pale steps are noise. The same numbers stand in the table below.",
                $"从 50 开始，每一步增加或减少分数，终点即评分 {NumberText.Points(score)}。浅色步骤属于偶然波动。同样的数值见下方表格。"
            ),
            content.Build()
        );
    }

    private List<Step> Steps()
    {
        var terms = report
            .Score.Terms.Where(static t => t.Contribution is not null)
            .OrderByDescending(static t => Math.Abs(t.Contribution!.Value))
            .ToArray();
        var steps = terms
            .Take(terms.Length > MostSteps ? MostSteps - 1 : MostSteps)
            .Select(t => new Step(
                $"{MetricWords.Scored(t.Metric, language)} · {ScoreWords.Caption(report, t.Channel, t.Platform)}",
                t.Contribution!.Value,
                t.Verdict == Verdict.Noise,
                t.Verdict == Verdict.Clear ? "" : ScoreWords.Of(t.Verdict, language)
            ))
            .ToList();
        if (terms.Length > MostSteps)
        {
            var rest = terms[(MostSteps - 1)..];
            steps.Add(
                new(
                    language.Say($"{rest.Length} smaller ones", $"其余 {rest.Length} 项"),
                    rest.Sum(static t => t.Contribution!.Value),
                    rest.All(static t => t.Verdict == Verdict.Noise),
                    ""
                )
            );
        }

        return steps;
    }

    private readonly record struct Step(string Name, double Points, bool IsNoise, string Remark);
}
