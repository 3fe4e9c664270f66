using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Scoring.Strategy;
using LiveIp.V1;

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>
/// The creator's broadcasts as the strategy sees them. Those without labels teach nothing about labels: they are there for spacing and
/// age, and do not count as history.
/// </summary>
internal sealed class StrategyHistory
{
    private readonly IReadOnlyDictionary<string, FollowedDraw> _draws;
    private readonly Dictionary<string, double?> _rewards;

    /// <param name="sheet">What is known now.</param>
    /// <param name="draws">By the broadcast that followed each.</param>
    public StrategyHistory(ScoreSheet sheet, IReadOnlyDictionary<string, FollowedDraw> draws)
    {
        _draws = draws;
        _rewards = sheet.Rewards().ToDictionary(static r => r.Broadcast.Name, static r => r.Reward, StringComparer.Ordinal);
        Broadcasts = sheet.Broadcasts;
        Labelled = [.. sheet.Broadcasts.Where(static b => b.Labels.Count > 0)];
        Excluded =
        [
            .. sheet
                .Broadcasts.SelectMany(static b => b.Facts.LeftOut)
                .GroupBy(static l => l.Platform, StringComparer.Ordinal)
                .OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => new ExcludedPlatform { Platform = g.Key, Reason = g.First().Reason }),
        ];
    }

    /// <summary>By start.</summary>
    public IReadOnlyList<KnownBroadcast> Broadcasts { get; }

    /// <summary>By start.</summary>
    public IReadOnlyList<KnownBroadcast> Labelled { get; }

    /// <summary>With labels and a reward.</summary>
    public int Scored => Labelled.Count(b => Reward(b) is not null);

    public int WithoutScore => Labelled.Count - Scored;

    public int WithoutLabels => Broadcasts.Count - Labelled.Count;

    public string Latest => Broadcasts.Count > 0 ? Broadcasts[^1].Name : "";

    /// <summary>Platforms whose numbers are in no reward.</summary>
    public IReadOnlyList<ExcludedPlatform> Excluded { get; }

    /// <summary>
    /// What the strategy learns from, with the labels of the named factors alone: a label that no candidate has would make every
    /// broadcast with it a thing of its own.
    /// </summary>
    public IReadOnlyList<PastBroadcast> Past(IReadOnlySet<string> factors) => [.. Broadcasts.Select(b => Past(b, factors))];

    private PastBroadcast Past(KnownBroadcast broadcast, IReadOnlySet<string> factors)
    {
        var labels = broadcast.Labels.Where(l => factors.Contains(l.Key)).ToDictionary(StringComparer.Ordinal);
        return new()
        {
            Name = broadcast.Name,
            StartTime = broadcast.Facts.StartTime,
            Labels = labels,
            Reward = broadcast.Labels.Count > 0 ? Reward(broadcast) : null,
            // Labels can be changed after they were recorded; then what was drawn is not what was streamed.
            Propensity =
                _draws.TryGetValue(broadcast.Name, out var draw) && LabelWords.Contains(broadcast.Labels, draw.Labels)
                    ? draw.Propensity
                    : null,
        };
    }

    // What is on air has none yet.
    private double? Reward(KnownBroadcast broadcast) => _rewards.GetValueOrDefault(broadcast.Name);
}
