using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>A draw together with the model it was made from.</summary>
internal sealed record Draft
{
    public required PastBroadcast[] Ordered { get; init; }

    public required UsedHistory Used { get; init; }

    public required Posterior Posterior { get; init; }

    public required IReadOnlyList<RemovedCandidate> Removed { get; init; }

    /// <summary>Null when nothing is possible.</summary>
    public required DecisionRecord? Decision { get; init; }

    public int Scored => Ordered.Count(static b => b.Reward is not null);

    public static Draft Of(StrategyRequest request)
    {
        RequestCheck.Validate(request);
        var ordered = UsedHistory.Order(request.History);
        var used = UsedHistory.Of(ordered, request.Candidates, request.Options);
        var posterior = VarianceEstimation.Fit(used.Design, used.Observations, request.Options.Priors);
        var (feasible, removed) = Feasibility.Split(request, ordered);
        var draft = new Draft
        {
            Ordered = ordered,
            Used = used,
            Posterior = posterior,
            Removed = removed,
            Decision = null,
        };
        return feasible.Count == 0 ? draft : draft with { Decision = draft.Draw(request, feasible) };
    }

    private DecisionRecord Draw(StrategyRequest request, List<Candidate> feasible)
    {
        var options = request.Options;
        var ranking = new Ranking(Used.Design, Posterior, options.Confidence);
        var ranked = feasible.ConvertAll(ranking.Of);
        double[] index = [.. ranked.Select(static r => r.Index)];
        var propensities = Mixture.Propensities(index, options.Exploration);
        var (chosen, explored) = Mixture.Draw(index, options.Exploration, new SeededRandom(request.Seed));
        var scored = Scored;
        return new()
        {
            Context = new()
            {
                PlannedStart = request.PlannedStart,
                Scored = scored,
                Used = Used.Broadcasts.Length,
                Pending = Ordered.Length - scored,
                LatestBroadcast = Ordered.Length == 0 ? null : Ordered[^1].Name,
                Removed = Removed,
            },
            Candidates = [.. ranked.Select((r, i) => r with { Propensity = propensities[i] })],
            Chosen = chosen,
            Propensity = propensities[chosen],
            Explored = explored,
            Policy = StrategyPolicy.Identity(options),
            Seed = request.Seed,
        };
    }
}
