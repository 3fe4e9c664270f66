using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Scoring;

/// <summary>All broadcasts that were durable in the log at one moment, to be judged by one profile. Nothing in it changes any more.</summary>
/// <param name="profile">What counts.</param>
/// <param name="asOfSequence">Position in the log up to which at least all was read.</param>
/// <param name="broadcasts">In any order.</param>
internal sealed class ScoreSheet(ScoreProfile profile, long asOfSequence, IEnumerable<KnownBroadcast> broadcasts)
{
    /// <summary>Asks for the one that began last.</summary>
    public const string Last = "broadcasts/last";

    private static readonly ScoreEngine Engine = new();

    public long AsOfSequence => asOfSequence;

    public ScoreProfile Profile => profile;

    /// <summary>By start.</summary>
    public IReadOnlyList<KnownBroadcast> Broadcasts { get; } =
    [
        .. broadcasts.OrderBy(static b => b.Facts.StartTime).ThenBy(static b => b.Name, StringComparer.Ordinal),
    ];

    /// <summary>Null when there is none.</summary>
    /// <param name="name">"broadcasts/{id}" or "broadcasts/last".</param>
    public KnownBroadcast? Find(string name) =>
        name != Last ? Broadcasts.FirstOrDefault(b => string.Equals(b.Name, name, StringComparison.Ordinal))
        : Broadcasts is [.., var newest] ? newest
        : null;

    /// <summary>What it was worth, measured against those that ended and began before it.</summary>
    public BroadcastScore Score(KnownBroadcast broadcast) => Engine.Score(profile, broadcast.Facts, Facts(Before(broadcast)));

    /// <summary>What the baseline of a broadcast is made of.</summary>
    public IReadOnlyList<KnownBroadcast> Before(KnownBroadcast broadcast) =>
        [.. Broadcasts.Where(b => !b.IsLive && b.Name != broadcast.Name && b.Facts.StartTime < broadcast.Facts.StartTime)];

    /// <summary>All that ended, by start, on one scale. A rolling baseline as reward would pull the best topic towards zero.</summary>
    public IReadOnlyList<CommonReward> Rewards()
    {
        var ended = Broadcasts.Where(static b => !b.IsLive).ToArray();
        return
        [
            .. ended.Zip(
                Engine.ScoreTogether(profile, Facts(ended)),
                static (broadcast, score) =>
                    new CommonReward { Broadcast = broadcast, Reward = score.Value is { } value ? (value - 50) / 10 : null }
            ),
        ];
    }

    private static LiveIp.Scoring.Facts.BroadcastFacts[] Facts(IEnumerable<KnownBroadcast> broadcasts) =>
        [.. broadcasts.Select(static b => b.Facts)];
}
