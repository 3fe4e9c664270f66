using LiveIp.Host.Broadcasts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Live;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Scoring;

/// <summary>All broadcasts that were durable in the log at one moment, to be judged by one profile. Nothing in it changes any more.</summary>
/// <param name="profile">What counts.</param>
/// <param name="asOfSequence">Position in the log up to which at least all was read.</param>
/// <param name="broadcasts">In any order.</param>
/// <param name="otherNames">Names that lead to a broadcast beside its own: of those that turned out to be part of it.</param>
internal sealed class ScoreSheet(
    ScoreProfile profile,
    long asOfSequence,
    IEnumerable<KnownBroadcast> broadcasts,
    IReadOnlyDictionary<string, string>? otherNames = null
)
{
    /// <summary>Asks for the one that began last.</summary>
    public const string Last = "broadcasts/last";

    private static readonly ScoreEngine Engine = new();

    public long AsOfSequence => asOfSequence;

    public ScoreProfile Profile => profile;

    /// <summary>By start.</summary>
    public IReadOnlyList<KnownBroadcast> Broadcasts { get; } =
    [.. broadcasts.OrderBy(static b => b.Facts.StartTime).ThenBy(static b => BroadcastRecord.IdOf(b.Name))];

    /// <summary>The same broadcasts under another profile.</summary>
    public ScoreSheet Under(ScoreProfile other) => new(other, asOfSequence, Broadcasts, otherNames);

    /// <summary>Null when there is none.</summary>
    /// <param name="name">"broadcasts/{id}" or "broadcasts/last".</param>
    public KnownBroadcast? Find(string name)
    {
        if (name == Last)
        {
            return Broadcasts is [.., var newest] ? newest : null;
        }

        var own = otherNames?.GetValueOrDefault(name) ?? name;
        return Broadcasts.FirstOrDefault(b => string.Equals(b.Name, own, StringComparison.Ordinal));
    }

    /// <summary>What it was worth, measured against those that ended and began before it.</summary>
    public BroadcastScore Score(KnownBroadcast broadcast) => Engine.Score(profile, broadcast.Facts, Earlier(broadcast.Facts.StartTime));

    /// <summary>Points of one above the other, against those that ended and began before both.</summary>
    public ScoreComparison Compare(KnownBroadcast broadcast, KnownBroadcast other) =>
        Engine.Compare(profile, broadcast.Facts, other.Facts, EarlierThanBoth(broadcast, other));

    /// <summary>What it was worth against the baseline that it is compared on.</summary>
    public BroadcastScore ScoreBeside(KnownBroadcast broadcast, KnownBroadcast other) =>
        Engine.Score(profile, broadcast.Facts, EarlierThanBoth(broadcast, other));

    /// <summary>The running score of one that is live.</summary>
    public RunningScore Follow(KnownBroadcast broadcast) => Engine.Follow(profile, broadcast.Facts, Earlier(broadcast.Facts.StartTime));

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

    private BroadcastFacts[] EarlierThanBoth(KnownBroadcast one, KnownBroadcast other) =>
        Earlier(one.Facts.StartTime < other.Facts.StartTime ? one.Facts.StartTime : other.Facts.StartTime);

    private BroadcastFacts[] Earlier(DateTimeOffset start) => Facts(Broadcasts.Where(b => !b.IsLive && b.Facts.StartTime < start));

    // Their minutes serve nothing here, and would be looked at once for every score.
    private static BroadcastFacts[] Facts(IEnumerable<KnownBroadcast> broadcasts) =>
        [.. broadcasts.Select(static b => b.Facts with { Parts = [.. b.Facts.Parts.Select(static p => p with { Steps = [] })] })];
}
