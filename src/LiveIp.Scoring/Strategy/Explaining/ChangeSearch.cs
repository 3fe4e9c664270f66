using LiveIp.Scoring.Strategy.Deciding;
using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>
/// Finds the fewest further broadcasts of an option that change the first place, and the score they need. Each guess is answered by
/// fitting the whole model again, discount and variances included, so that what is said is what would happen.
/// </summary>
internal sealed class ChangeSearch(StrategyRequest request, Draft draft, CandidateRecord[] ranked)
{
    private const int MostBroadcasts = 5;

    /// <param name="rank">0 is the first.</param>
    public ChangeAnswer? Of(int rank)
    {
        if (ranked.Length < 2)
        {
            return null;
        }

        var record = ranked[rank];
        var plausible = ScoreScale.Interval(
            record.Mean,
            (record.StandardDeviation * record.StandardDeviation) + draft.Posterior.Components.Noise
        );
        // For the first the question is how bad, for the others how good; both are answered in whole points.
        var (mild, extreme) =
            rank == 0
                ? ((int)Math.Floor(plausible.High), (int)Math.Ceiling(plausible.Low))
                : ((int)Math.Ceiling(plausible.Low), (int)Math.Floor(plausible.High));
        for (var broadcasts = 1; broadcasts <= MostBroadcasts; broadcasts++)
        {
            if (Changes(rank, broadcasts, extreme) is null)
            {
                continue;
            }

            var score = Mildest(rank, broadcasts, mild, extreme);
            return ChangeAnswer.Of(rank, broadcasts, score, Changes(rank, broadcasts, score)!);
        }

        return ChangeAnswer.Nothing(rank, MostBroadcasts, extreme);
    }

    // The extreme changes the first place; what is returned does, too.
    private int Mildest(int rank, int broadcasts, int mild, int extreme)
    {
        while (Math.Abs(extreme - mild) > 1)
        {
            var middle = mild + ((extreme - mild) / 2);
            if (Changes(rank, broadcasts, middle) is null)
            {
                mild = middle;
            }
            else
            {
                extreme = middle;
            }
        }

        return Changes(rank, broadcasts, mild) is null ? extreme : mild;
    }

    /// <summary>What would be first instead; null when the change in question does not come about.</summary>
    private Candidate? Changes(int rank, int broadcasts, double score)
    {
        var candidate = ranked[rank].Candidate;
        var latest = draft.Ordered[^1];
        PastBroadcast[] ordered =
        [
            .. draft.Ordered,
            .. Enumerable
                .Range(1, broadcasts)
                .Select(i => new PastBroadcast
                {
                    Name = $"{latest.Name}+{i}",
                    StartTime = latest.StartTime,
                    Labels = candidate.Labels,
                    Reward = ScoreScale.Reward(score),
                }),
        ];
        var used = UsedHistory.Of(ordered, request.Candidates, request.Options);
        var posterior = VarianceEstimation.Fit(used.Design, used.Observations, request.Options.Priors);
        var ranking = new Ranking(used.Design, posterior, request.Options.Confidence);
        var first = ranked.Select(r => ranking.Of(r.Candidate)).MaxBy(static r => r.Index)!.Candidate;
        return ReferenceEquals(first, candidate) != (rank == 0) ? first : null;
    }
}
