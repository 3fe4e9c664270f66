namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>The whole answer in a sentence or two.</summary>
internal static class SummaryText
{
    public static (string English, string Chinese) Of(HistoryState history, RankedOption[] options, DecisionRecord? decision)
    {
        if (decision is null)
        {
            return ("Nothing to suggest: the constraints remove every candidate.", "没有可建议的内容：所有候选都被约束排除。");
        }

        var chosen = decision.Candidates[decision.Chosen].Candidate;
        if (!history.Enough)
        {
            return (
                $"Not enough history ({history.Used} of {history.Needed} broadcasts). To learn something, try: {chosen}.",
                $"历史直播不足（{history.Used}/{history.Needed} 场）。可以先尝试：{chosen}。"
            );
        }

        var first = options[0];
        var score = ScoreScale.Text(first.ExpectedScore!.Value);
        var (english, chinese) = ($"Next: {first.Candidate}, expected {score}.", $"建议下一场：{first.Candidate}，预期得分 {score}。");
        if (options.Length > 1 && first.Interval!.Low < options[1].ExpectedScore!.Value)
        {
            english += $" The lead over {options[1].Candidate} is within the noise.";
            chinese += $"与“{options[1].Candidate}”的差距在噪声范围内。";
        }

        return LabelText.Same(chosen.Labels, first.Candidate.Labels)
            ? (english, chinese)
            : ($"{english} This time the draw explores: {chosen}.", $"{chinese}本次抽签选择探索：{chosen}。");
    }
}
