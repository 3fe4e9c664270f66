using LiveIp.Scoring.Strategy.Deciding;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>The suggestion and what a creator does without one. Each sees nothing but what was before the step.</summary>
internal static class Policies
{
    public const int Suggestion = 0;

    public static readonly string[] Names = ["suggestion", "repeat-last", "best-average", "random"];

    public static readonly string[] NamesZh = ["建议", "重复上一场", "选目前平均最好的", "随机"];

    /// <summary>All steps at which two things or more could be chosen, enough was known, and enough came after to judge by.</summary>
    public static List<Step> Replay(PastBroadcast[] ordered, BackTestOptions options)
    {
        var steps = new List<Step>();
        var all = ordered.Count(static b => b.Reward is not null);
        var (known, keys, scored) = (new List<Candidate>(), new HashSet<string>(StringComparer.Ordinal), 0);
        for (var t = 0; t < ordered.Length; t++)
        {
            var candidates = options.Candidates ?? [.. known];
            var isKnown = ordered[t].Reward is not null && scored >= options.Strategy.NeededHistory;
            if (isKnown && candidates.Count > 1 && RewardModel.IsJudged(scored, all))
            {
                steps.Add(new(ordered[t], candidates, Choices(ordered[..t], candidates, options)));
            }

            scored += ordered[t].Reward is null ? 0 : 1;
            if (keys.Add(LabelText.Key(ordered[t].Labels)))
            {
                known.Add(new() { Labels = ordered[t].Labels });
            }
        }

        return steps;
    }

    private static double[][] Choices(PastBroadcast[] before, IReadOnlyList<Candidate> candidates, BackTestOptions options)
    {
        var decision = StrategyPolicy.Decide(
            new()
            {
                History = before,
                Candidates = candidates,
                Seed = options.Seed,
                Options = options.Strategy,
            }
        )!;
        double[] suggestion = [.. decision.Candidates.Select(static c => c.Propensity)];
        double[] last = [.. candidates.Select(c => LabelText.Same(c.Labels, before[^1].Labels) ? 1.0 : 0.0)];
        double[] averages = [.. candidates.Select(c => Average(before, c))];
        var uniform = new double[candidates.Count];
        Array.Fill(uniform, 1.0 / candidates.Count);
        return
        [
            suggestion,
            // The last may be no candidate any more, or none may have been streamed; then nothing better than any is known.
            last.Sum() > 0
                ? last
                : uniform,
            averages.Any(double.IsFinite) ? Mixture.Propensities(averages, exploration: 0) : uniform,
            uniform,
        ];
    }

    private static double Average(PastBroadcast[] before, Candidate candidate) =>
        before
            .Where(b => b.Reward is not null && LabelText.Same(b.Labels, candidate.Labels))
            .Select(static b => b.Reward!.Value)
            .DefaultIfEmpty(double.NegativeInfinity)
            .Average();
}
