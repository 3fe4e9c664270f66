using LiveIp.Scoring.Strategy.Deciding;
using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>The candidates of a draw in their order, with what is known of each.</summary>
internal static class OptionList
{
    public static RankedOption[] Of(StrategyRequest request, Draft draft, HistoryState history)
    {
        // The sort is stable: what ties stays in the order of the request.
        var ranked = draft.Decision!.Candidates.OrderByDescending(static c => c.Index).ToArray();
        var bestMean = ranked.Max(static c => c.Mean);
        var changes = history.Enough ? new ChangeSearch(request, draft, ranked) : null;
        return [.. ranked.Select((record, index) => Option(record, index, draft, history.Enough, bestMean, changes))];
    }

    private static RankedOption Option(CandidateRecord record, int index, Draft draft, bool enough, double bestMean, ChangeSearch? changes)
    {
        var variance = record.StandardDeviation * record.StandardDeviation;
        var change = index < Strategist.ExplainedChanges ? changes?.Of(index) : null;
        var option = new RankedOption
        {
            Rank = index + 1,
            Candidate = record.Candidate,
            ExpectedScore = enough ? ScoreScale.Score(record.Mean) : null,
            Interval = enough ? ScoreScale.Interval(record.Mean, variance) : null,
            NextBroadcast = enough ? ScoreScale.Interval(record.Mean, variance + draft.Posterior.Components.Noise) : null,
            Broadcasts = draft.Used.Broadcasts.Count(b => LabelText.Same(b.Labels, record.Candidate.Labels)),
            Effects = enough ? Effects(record.Candidate, draft) : [],
            Propensity = record.Propensity,
            Reason = "",
            ReasonZh = "",
            Change = change?.Change,
            ChangeText = change?.Text ?? "",
            ChangeTextZh = change?.TextZh ?? "",
        };
        var (reason, reasonZh) = ReasonText.Of(option, isBestOnAverage: record.Mean >= bestMean);
        return option with { Reason = reason, ReasonZh = reasonZh };
    }

    private static LabelEffect[] Effects(Candidate candidate, Draft draft)
    {
        var (design, posterior) = (draft.Used.Design, draft.Posterior);
        var columns = design.Encode(candidate.Labels);
        return
        [
            .. design
                .Factors.Index()
                .Where(f => candidate.Labels.ContainsKey(f.Item))
                .Select(f => new LabelEffect
                {
                    Factor = f.Item,
                    Value = candidate.Labels[f.Item],
                    Points = ScoreScale.Points(posterior.Effect(columns[f.Index])),
                    Broadcasts =
                        columns[f.Index] == Design.Unknown ? 0 : draft.Used.Observations.Count(o => o.Columns[f.Index] == columns[f.Index]),
                }),
        ];
    }
}
