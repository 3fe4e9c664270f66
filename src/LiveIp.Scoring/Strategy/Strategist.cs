using LiveIp.Scoring.Strategy.Deciding;
using LiveIp.Scoring.Strategy.Explaining;

namespace LiveIp.Scoring.Strategy;

/// <summary>Suggests what to stream next and explains it.</summary>
public static class Strategist
{
    /// <summary>Options beyond this rank do not say what would change the ranking: it costs many fits each.</summary>
    public const int ExplainedChanges = 5;

    /// <summary>Scores here are 50 + 10 × reward.</summary>
    /// <exception cref="ArgumentException">The request holds a value that no answer could be right for; the text names it.</exception>
    public static Suggestion Suggest(StrategyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var draft = Draft.Of(request);
        var history = new HistoryState
        {
            Scored = draft.Scored,
            Pending = draft.Ordered.Length - draft.Scored,
            Used = draft.Used.Broadcasts.Length,
            Needed = request.Options.NeededHistory,
            ResetAt = draft.Used.ResetAt,
            Adaptation = StrategyPolicy.Adaptation(request.Options),
        };
        var options = draft.Decision is null ? [] : OptionList.Of(request, draft, history);
        var (summary, summaryZh) = SummaryText.Of(history, options, draft.Decision);
        return new()
        {
            Summary = summary,
            SummaryZh = summaryZh,
            History = history,
            Options = options,
            Removed = draft.Removed,
            Decision = draft.Decision,
        };
    }
}
