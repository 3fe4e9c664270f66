using LiveIp.Host.Reports.Model;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Text;

/// <summary>The score in words. Noise is called noise.</summary>
internal static class ScoreWords
{
    /// <summary>The first thing that a creator reads.</summary>
    public static string Headline(BroadcastScore score, ReportLanguage language)
    {
        if (score is not { Value: { } value, NoiseBand: { } noise })
        {
            return language.Say(score.NoValue!.English, score.NoValue.Chinese);
        }

        var above = value >= 50;
        return score.Verdict switch
        {
            Verdict.Clear => above
                ? language.Say("Clearly better than your usual", "明显好于平时")
                : language.Say("Clearly below your usual", "明显低于平时"),
            Verdict.MayBeChance => above
                ? language.Say("Better than your usual, but it may be chance", "好于平时，但可能是偶然")
                : language.Say("Below your usual, but it may be chance", "低于平时，但可能是偶然"),
            _ => language.Say("About your usual: the difference is noise", "与平时相当：差异属于偶然波动"),
        };
    }

    /// <summary>What the number means, in one sentence.</summary>
    public static string Meaning(BroadcastScore score, ReportLanguage language) =>
        score.NoiseBand is not { } noise
            ? language.Say("A score compares a broadcast with your own earlier ones.", "评分把一场直播与你自己以往的直播相比较。")
            : language.Say(
                $"50 is your usual, 10 points are one usual spread. By chance alone nine of ten usual broadcasts lie between {NumberText.Points(noise.Low)} and {NumberText.Points(noise.High)}.",
                $"50 表示你的平时水平，10 分为一个通常的波动幅度。仅凭偶然，十场平常直播中有九场落在 {NumberText.Points(noise.Low)} 到 {NumberText.Points(noise.High)} 之间。"
            );

    /// <summary>Each interval with what it is about.</summary>
    public static IEnumerable<(string What, double Low, double High)> Intervals(BroadcastScore score, ReportLanguage language)
    {
        if (score.NoiseBand is { } noise)
        {
            yield return (
                language.Say("Noise: where usual broadcasts lie (90 %)", "偶然波动：平常直播所在范围（90 %）"),
                noise.Low,
                noise.High
            );
        }

        if (score.BaselineUncertainty is { } usual)
        {
            yield return (language.Say("How well your usual is known (90 %)", "“平时水平”的把握程度（90 %）"), usual.Low, usual.High);
        }

        if (score.WithinBroadcast is { } within)
        {
            yield return (
                language.Say("How much it hangs on single minutes (90 %)", "受个别分钟影响的程度（90 %）"),
                within.Low,
                within.High
            );
        }

        if (score.Sensitivity is { } band)
        {
            yield return (
                language.Say("If what is missing were far below or above the usual", "若缺失的指标远低于或远高于平时"),
                band.Low,
                band.High
            );
        }
    }

    public static string Of(Verdict? verdict, ReportLanguage language) =>
        verdict switch
        {
            Verdict.Noise => language.Say("noise", "偶然波动"),
            Verdict.MayBeChance => language.Say("may be chance", "可能是偶然"),
            Verdict.Clear => language.Say("clear", "明显"),
            _ => "",
        };

    /// <summary>Money in scores is in one currency, which the creator reports in; the amounts by currency stand at the platforms.</summary>
    public static string Amount(TermScore term, double? amount, ReportLanguage language) =>
        amount is not { } known ? "–"
        : ScoringMetrics.Catalogue.Find(term.Metric)?.IsRate == true ? NumberText.Plain(known)
        : NumberText.Of(term.Metric, known, "", language);

    /// <summary>Where to get a suggestion when the report has none.</summary>
    public static string HowToGetOne(ReportLanguage language) =>
        language.Say(
            "No suggestion was asked for yet. Run \"liveip suggest\", or call StrategyService.Suggest: it ranks what you could stream next by your own history.",
            "尚未请求建议。运行 “liveip suggest” 或调用 StrategyService.Suggest，即可根据你自己的历史对接下来的内容排序。"
        );

    /// <summary>The channel's caption in this report, or its platform.</summary>
    public static string Caption(BroadcastReport report, string channel, string platform) =>
        report.Parts.FirstOrDefault(p => p.Channel == channel)?.Caption ?? platform;
}
