namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>Why an option stands where it stands, in one sentence.</summary>
internal static class ReasonText
{
    public static (string English, string Chinese) Of(RankedOption option, bool isBestOnAverage)
    {
        if (option.ExpectedScore is not { } expected)
        {
            return (
                $"Not enough history for an expected score; {Broadcasts(option.Broadcasts)} of it so far.",
                $"历史直播不足，无法给出预期得分；此选项目前有 {option.Broadcasts} 场。"
            );
        }

        var interval = option.Interval!;
        var (low, high, score) = (ScoreScale.Text(interval.Low), ScoreScale.Text(interval.High), ScoreScale.Text(expected));
        var because =
            isBestOnAverage ? ("the best average", "平均最好")
            : option.Rank == 1 ? ("not the best average, but known so little that it could be", "平均并非最好，但了解太少，可能更好")
            : ("a lower average or less to gain from trying it", "平均较低，或尝试的收益较小");
        return (
            $"Expected {score} (90 % interval {low} to {high}), {Broadcasts(option.Broadcasts)} behind it: {because.Item1}{Effects(option, ", ", "; ")}.",
            $"预期得分 {score}（90% 区间 {low} 至 {high}），依据 {option.Broadcasts} 场直播：{because.Item2}{Effects(option, "，", "；")}。"
        );
    }

    public static string Broadcasts(int count) => count == 1 ? "1 broadcast" : $"{count} broadcasts";

    // Strongest first; what rounds to nothing is left out.
    private static string Effects(RankedOption option, string separator, string start)
    {
        var effects = option
            .Effects.Where(static e => Math.Abs(e.Points) >= 0.5)
            .OrderByDescending(static e => Math.Abs(e.Points))
            .Select(static e => $"{e.Factor} \"{e.Value}\" {ScoreScale.Signed(e.Points)}")
            .ToArray();
        return effects.Length == 0 ? "" : start + string.Join(separator, effects);
    }
}
