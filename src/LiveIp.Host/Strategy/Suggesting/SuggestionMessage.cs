using LiveIp.Scoring.Strategy;
using LiveIp.V1;
using Core = LiveIp.Scoring.Strategy.Suggestion;
using Suggestion = LiveIp.V1.Suggestion;

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>A suggestion as the API tells it.</summary>
internal static class SuggestionMessage
{
    public static Suggestion Of(Core core, StrategyHistory history)
    {
        var message = About(history, core.History.Used, core.History.Needed);
        (message.Summary, message.SummaryZh) = (core.Summary, core.SummaryZh);
        message.Removed.AddRange(
            core.Removed.Select(static r => new LiveIp.V1.RemovedCandidate
            {
                Labels = { new Dictionary<string, string>(r.Candidate.Labels) },
                Reason = r.Reason,
                ReasonZh = r.ReasonZh,
            })
        );
        if (core.Decision is { } decision)
        {
            var drawn = decision.Candidates[decision.Chosen].Candidate;
            message.Exploring = decision.Explored;
            message.Options.AddRange(core.Options.OrderByDescending(o => ReferenceEquals(o.Candidate, drawn)).Select(Option));
        }

        return message;
    }

    /// <summary>There is nothing to choose from.</summary>
    public static Suggestion Nothing(StrategyHistory history)
    {
        var message = About(history, history.Scored, StrategyOptions.Default.NeededHistory);
        if (message.NotEnoughHistory.Length == 0)
        {
            throw new InvalidOperationException("A history that is enough has labels, and so candidates.");
        }

        (message.Summary, message.SummaryZh) = (message.NotEnoughHistory, message.NotEnoughHistoryZh);
        return message;
    }

    private static Suggestion About(StrategyHistory history, int used, int needed)
    {
        var (english, chinese) = HistoryText.NotEnough(history, used, needed);
        var policy = StrategyPolicy.Identity(StrategyOptions.Default);
        return new()
        {
            NotEnoughHistory = english,
            NotEnoughHistoryZh = chinese,
            Broadcasts = used,
            NeededBroadcasts = needed,
            BroadcastsWithoutScore = history.WithoutScore,
            BroadcastsWithoutLabels = history.WithoutLabels,
            LatestBroadcast = history.Latest,
            Policy = $"{policy.Id}@{policy.Version}",
            PolicyParameters = policy.Parameters,
            Excluded = { history.Excluded },
        };
    }

    private static SuggestedOption Option(RankedOption core)
    {
        var option = new SuggestedOption
        {
            Labels = { new Dictionary<string, string>(core.Candidate.Labels) },
            Broadcasts = core.Broadcasts,
            Propensity = core.Propensity,
            Reason = core.Reason,
            ReasonZh = core.ReasonZh,
            WhatWouldChange = core.ChangeText,
            WhatWouldChangeZh = core.ChangeTextZh,
            Rank = core.Rank,
        };
        if (core is { ExpectedScore: { } expected, Interval: { } mean, NextBroadcast: { } next })
        {
            (option.ExpectedScore, option.Low, option.High) = (expected, mean.Low, mean.High);
            (option.NextLow, option.NextHigh) = (next.Low, next.High);
        }

        return option;
    }
}
