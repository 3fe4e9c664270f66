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

    public static PastBroadcast[] Order(IEnumerable<PastBroadcast> history) =>
        [.. history.OrderBy(static b => b.StartTime).ThenBy(static b => b.Name, StringComparer.Ordinal)];

    // Oldest first; broadcasts without a reward age the others and are left out. The factors are those that candidates name.
    public static UsedHistory Of(ReadOnlySpan<PastBroadcast> ordered, IEnumerable<string> factors, StrategyOptions options)
    {
        var kept = new List<(PastBroadcast Broadcast, int Age)>(ordered.Length);
        for (var i = Math.Max(0, ordered.Length - (options.Window ?? ordered.Length)); i < ordered.Length; i++)
        {
            if (ordered[i].Reward is not null)
            {
                kept.Add((ordered[i], ordered.Length - 1 - i));
            }
        }

        var design = Design.Of(
            kept.Select(static k => k.Broadcast.Labels),
            factors.Concat(kept.SelectMany(static k => k.Broadcast.Labels.Keys))
        );
        var observations = kept.Select(k => new Observation(
                design.Encode(k.Broadcast.Labels),
                k.Broadcast.Reward!.Value,
                Math.Pow(options.Discount, k.Age),
                k.Broadcast.RewardVariance ?? 0
            ))
            .ToArray();
        var start = options.PageHinkley is { } test ? PageHinkleyTest.LastReset(design, observations, options.Priors, test) : 0;
        return new UsedHistory(
            design,
            observations[start..],
            [.. kept.Skip(start).Select(static k => k.Broadcast)],
            start == 0 ? null : kept[start].Broadcast.Name
        );
    }
}
