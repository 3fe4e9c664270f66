using System.Globalization;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>A back-test in sentences; what it does not show is said first.</summary>
internal static class BackTestText
{
    public static (string English, string Chinese) Verdict(int steps, PolicyResult suggestion, Comparison[] comparisons)
    {
        if (suggestion.Model is not { } estimate)
        {
            return (
                $"The suggestion cannot be judged on this history: {suggestion.Refusal}",
                $"无法用这段历史评价建议：其选择中有 {Number(100 * suggestion.UnsupportedMass)}% 带有之后的直播没有的标签。"
            );
        }

        var (low, high, score) = (Number(estimate.Interval.Low), Number(estimate.Interval.High), Number(estimate.Score));
        var (english, chinese) = (
            $"Over {steps} steps a model of the rewards gives the suggestion {score} per broadcast (interval {low} to {high}).",
            $"在 {steps} 步上，奖励模型估计建议每场得分 {score}（区间 {low} 至 {high}）。"
        );
        foreach (var comparison in comparisons)
        {
            var (against, againstZh) = (comparison.Against, Policies.NamesZh[Array.IndexOf(Policies.Names, comparison.Against)]);
            if (comparison.Interval is not { } interval)
            {
                english += $" It cannot be compared with {against}.";
                chinese += $"无法与“{againstZh}”比较。";
                continue;
            }

            var points = $"{Signed(comparison.Points!.Value)}, {Signed(interval.Low)} to {Signed(interval.High)}";
            var verdict =
                comparison.Beats ? ("beats", "优于")
                : comparison.IsBeaten ? ("is beaten by", "不如")
                : ("does not demonstrably beat", "未能证明优于");
            english += $" It {verdict.Item1} {against} ({points} points).";
            chinese += $"{verdict.Item2}“{againstZh}”（{points} 分）。";
        }

        return (english, chinese);
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0;-0.0;+0.0", CultureInfo.InvariantCulture);
}
