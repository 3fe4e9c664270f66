using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>The broadcasts that the model is fitted to, after window and reset.</summary>
internal sealed class UsedHistory
{
    private UsedHistory(Design design, Observation[] observations, PastBroadcast[] broadcasts, string? resetAt)
    {
        Design = design;
        Observations = observations;
        Broadcasts = broadcasts;
        ResetAt = resetAt;
    }

    public Design Design { get; }

    public Observation[] Observations { get; }

    /// <summary>Those with a reward, oldest first.</summary>
    public PastBroadcast[] Broadcasts { get; }

    /// <summary>Name of the first broadcast after a detected change; null when there was none.</summary>
    public string? ResetAt { get; }

    public static PastBroadcast[] Order(IReadOnlyList<PastBroadcast> history)
    {
        PastBroadcast[] ordered = [.. history];
        for (var i = 1; i < ordered.Length; i++)
        {
            // Names decide only between equal times; most histories come in order.
            if (ordered[i].StartTime <= ordered[i - 1].StartTime)
            {
                return [.. history.OrderBy(static b => b.StartTime).ThenBy(static b => b.Name, StringComparer.Ordinal)];
            }
        }

        return ordered;
    }

    // Oldest first; broadcasts without a reward age the others and are left out.
    public static UsedHistory Of(ReadOnlySpan<PastBroadcast> ordered, IReadOnlyList<Candidate> candidates, StrategyOptions options)
    {
        var kept = new List<(PastBroadcast Broadcast, int Age)>(ordered.Length);
        for (var i = Math.Max(0, ordered.Length - (options.Window ?? ordered.Length)); i < ordered.Length; i++)
        {
            if (ordered[i].Reward is not null)
            {
                kept.Add((ordered[i], ordered.Length - 1 - i));
            }
        }

        var design = Design.Of(kept.ConvertAll(static k => k.Broadcast.Labels), candidates.Select(static c => c.Labels));
        var observations = new Observation[kept.Count];
        for (var i = 0; i < observations.Length; i++)
        {
            var (broadcast, age) = kept[i];
            observations[i] = new(
                design.Encode(broadcast.Labels),
                broadcast.Reward!.Value,
                Math.Pow(options.Discount, age),
                broadcast.RewardVariance ?? 0
            );
        }

        var start = options.PageHinkley is { } test ? PageHinkleyTest.LastReset(design, observations, options.Priors, test) : 0;
        return new UsedHistory(
            design,
            observations[start..],
            [.. kept.Skip(start).Select(static k => k.Broadcast)],
            start == 0 ? null : kept[start].Broadcast.Name
        );
    }
}
