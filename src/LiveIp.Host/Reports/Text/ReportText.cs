using LiveIp.Host.Reports.Model;
using LiveIp.Scoring.Facts;

namespace LiveIp.Host.Reports.Text;

/// <summary>Sentences that every form of the report for people has.</summary>
internal static class ReportText
{
    public static string Gap(BroadcastReport report, ReportGap gap, ReportLanguage language)
    {
        var caption = ScoreWords.Caption(report, gap.Channel, gap.Channel);
        var at = NumberText.Clock((int)Math.Max(0, (gap.Start - report.FirstMinute).TotalMinutes));
        var time = NumberText.Time(gap.End - gap.Start, language);
        var cause = ReasonWords.Of(gap.Cause, language);
        return language.Say(
            $"{caption} was not heard for {time} from {at} on: {cause}. What happened then is in no number.",
            $"{caption} 自 {at} 起有 {time} 未收到数据：{cause}。其间发生的不计入任何数值。"
        );
    }

    public static string Moment(BroadcastReport report, ReportMoment moment, ReportLanguage language)
    {
        var what =
            !moment.IsClip ? language.Say("marker", "标记")
            : moment.IsSeen ? language.Say("clip", "剪辑")
            : language.Say("clip asked for, not seen on the platform", "已请求剪辑，未在平台上看到");
        var note = moment.Note.Length > 0 ? language.Say($": {moment.Note}", $"：{moment.Note}") : "";
        return $"{NumberText.Clock((int)Math.Max(0, moment.Position.TotalMinutes))} {ScoreWords.Caption(report, moment.Channel, moment.Channel)}, {what}{note}";
    }

    /// <summary>What is missing at each part, by reason.</summary>
    public static IEnumerable<(string Caption, string Reason, string Metrics)> Missing(BroadcastReport report, ReportLanguage language) =>
        report.Parts.SelectMany(part =>
            part.Values.Where(static v => v.Value is null)
                .GroupBy(static v => v.Missing)
                .Select(g =>
                    (
                        part.Caption,
                        ReasonWords.Of(g.Key, language),
                        string.Join(language.Say(", ", "、"), g.Select(v => MetricWords.Name(v.Metric, language)))
                    )
                )
        );

    public static string Without(BroadcastReport report, ReportTotal total, ReportLanguage language)
    {
        if (total.Without.Count == 0)
        {
            return "";
        }

        var each = total.Without.Select(w => $"{Platform(report, w.Platform)} ({ReasonWords.Of(w.Reason, language)})");
        return language.Say($"without {string.Join(", ", each)}", $"不含 {string.Join("、", each)}");
    }

    public static string LeftOut(BroadcastReport report, LeftOut left, ReportLanguage language) =>
        language.Say(
            $"{Platform(report, left.Platform)} is not in the score: {ReasonWords.Of(left.Reason, language)}",
            $"{Platform(report, left.Platform)} 未计入评分：{ReasonWords.Of(left.Reason, language)}"
        );

    public static string ScoreLine(BroadcastReport report, ReportLanguage language)
    {
        var score = report.Score;
        return language.Say(
            $"Measured by profile {score.Profile}, version {score.ProfileVersion} ({report.Profile.Label}), against {score.Baseline.Broadcasts} earlier broadcasts. {NumberText.Share(score.Coverage)} of the weight is known.",
            $"按配置 {score.Profile} 第 {score.ProfileVersion} 版（{report.Profile.LabelZh}），与此前 {score.Baseline.Broadcasts} 场直播相比。已知权重占 {NumberText.Share(score.Coverage)}。"
        );
    }

    public static string Source(BroadcastReport report, ReportLanguage language)
    {
        var log = language.Say($"from the log up to position {report.AsOfSequence}", $"依据日志至第 {report.AsOfSequence} 条");
        return report.MinutesLeftOut == 0
            ? log
            : language.Say(
                $"{log}; {report.MinutesLeftOut} later minutes have no room here, see \"liveip export minutes\"",
                $"{log}；其后 {report.MinutesLeftOut} 分钟未列出，见 “liveip export minutes”"
            );
    }

    public static string Labels(IReadOnlyDictionary<string, string> labels) =>
        string.Join(" · ", labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => $"{l.Key}: {l.Value}"));

    public static string Expected(NextOption option, ReportLanguage language) =>
        option is { ExpectedScore: { } expected, Low: { } low, High: { } high }
            ? language.Say(
                $"Expected score {NumberText.Points(expected)}, between {NumberText.Points(low)} and {NumberText.Points(high)} (90 %), from {option.Broadcasts} such broadcasts.",
                $"预期评分 {NumberText.Points(expected)}，90 % 区间 {NumberText.Points(low)} 至 {NumberText.Points(high)}，依据 {option.Broadcasts} 场同类直播。"
            )
            : language.Say("Not enough history for an expected score.", "历史不足，无法给出预期评分。");

    private static string Platform(BroadcastReport report, string platform) =>
        report.Parts.FirstOrDefault(p => p.Platform == platform)?.Caption ?? platform;
}
