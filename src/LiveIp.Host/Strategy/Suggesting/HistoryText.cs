namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>Why there is not enough to go by, and what to do about it.</summary>
internal static class HistoryText
{
    /// <summary>Empty when there is enough.</summary>
    /// <param name="history">What there is.</param>
    /// <param name="used">Broadcasts that the model was fitted to.</param>
    /// <param name="needed">What it takes.</param>
    public static (string English, string Chinese) NotEnough(StrategyHistory history, int used, int needed)
    {
        if (used >= needed)
        {
            return ("", "");
        }

        var (english, chinese) = ($"not enough history ({used} of {needed} broadcasts)", $"历史不足（{needed} 场直播中已有 {used} 场）");
        if (history.Broadcasts.Count == 0)
        {
            return (english, chinese);
        }

        if (history.Labelled.Count == 0)
        {
            return (
                $"{english}: no broadcast has labels yet, so there is nothing to choose by. Label what was streamed: liveip broadcasts label {history.Latest} topic=… slot=…",
                $"{chinese}：尚无任何直播带有标签，无从选择。请为播过的直播加标签：liveip broadcasts label {history.Latest} topic=… slot=…"
            );
        }

        if (history.WithoutScore > 0)
        {
            english +=
                $"; {history.WithoutScore} more {(history.WithoutScore == 1 ? "has" : "have")} labels and no score (liveip score says why)";
            chinese += $"；另有 {history.WithoutScore} 场有标签而无评分（liveip score 说明原因）";
        }

        if (history.WithoutLabels > 0)
        {
            english +=
                $"; {history.WithoutLabels} more {(history.WithoutLabels == 1 ? "has" : "have")} no labels (liveip broadcasts label)";
            chinese += $"；另有 {history.WithoutLabels} 场没有标签（liveip broadcasts label）";
        }

        return (english, chinese);
    }
}
