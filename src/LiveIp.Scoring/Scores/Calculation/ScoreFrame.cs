using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>What is fixed before a broadcast is judged: its channels, the terms, and their baselines.</summary>
internal sealed class ScoreFrame
{
    private ScoreFrame() { }

    public required ScoreProfile Profile { get; init; }

    /// <summary>Channels and platforms, without those that the profile excludes.</summary>
    public required (string Channel, string Platform)[] Parts { get; init; }

    public required TermFrame[] Terms { get; init; }

    /// <summary>Earlier broadcasts whose distances are known, at most the window.</summary>
    public required int Rows { get; init; }

    public required BaselineReference Reference { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public static ScoreFrame Create(
        ScoreProfile profile,
        ScoringMetrics metrics,
        BaselinePriors priors,
        IEnumerable<BroadcastFacts> judged,
        IReadOnlyList<BroadcastFacts> earlierFacts
    )
    {
        var excluded = profile.Policy.Exclude.ToHashSet(StringComparer.Ordinal);
        var all = judged.SelectMany(static b => b.Parts).Select(static p => (p.Channel, p.Platform)).Distinct().ToArray();
        var parts = all.Where(p => !excluded.Contains(p.Platform)).ToArray();
        var earlier = new EarlierValues(earlierFacts);
        var baselines = new BaselineBuilder(earlier, priors, profile.Clamp);
        var groups = profile.Groups.Sum(static g => g.Weight);
        var terms =
            from g in profile.Groups
            let inside = g.Metrics.Sum(static m => m.Weight)
            from m in g.Metrics
            let metric = metrics.Find(m.Metric)!
            from part in parts.Index()
            select new TermFrame
            {
                Group = g.Group,
                Metric = metric,
                Part = part.Index,
                Channel = part.Item.Channel,
                Platform = part.Item.Platform,
                Weight = g.Weight / groups * (m.Weight / inside),
                Target = m.Target,
                Options = [.. metric.Exposures.Select(e => baselines.Build(metric, part.Item.Channel, part.Item.Platform, e))],
            };
        return new()
        {
            Profile = profile,
            Parts = parts,
            Terms = [.. terms],
            Rows = Math.Min(earlier.Count, BaselineEstimator.Window),
            Reference = new()
            {
                Broadcasts = earlier.Count,
                LastBroadcast = earlier.Last?.Name ?? "",
                Until = earlier.Last?.StartTime,
            },
            LeftOut =
            [
                .. judged.SelectMany(static b => b.LeftOut),
                .. all.Except(parts)
                    .Select(static p => p.Platform)
                    .Distinct()
                    .Select(static p => new LeftOut { Platform = p, Reason = "the profile leaves it out" }),
            ],
        };
    }
}
