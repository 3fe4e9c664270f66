using System.Collections.Frozen;
using LiveIp.Contracts;
using static LiveIp.Scoring.Metrics.Exposure;
using static LiveIp.Scoring.Metrics.MeasureKind;

namespace LiveIp.Scoring.Metrics;

/// <summary>What the scoring knows of the catalogue's metrics. Each is scored, or says why it is not.</summary>
public sealed class ScoringMetrics
{
    private const double HalfCount = 0.5;
    private const double HalfMinute = 30;

    // In micros: half of the reporting currency.
    private const double HalfCurrency = 500_000;

    private readonly FrozenDictionary<string, ScoredMetric> _scored;
    private readonly FrozenDictionary<string, UnscoredMetric> _unscored;

    /// <summary>Metrics of one's own, beside or instead of the catalogue's.</summary>
    /// <exception cref="ArgumentException">A direction that is not +1 or -1, a half unit that is not above zero, no exposure, an id twice.</exception>
    public ScoringMetrics(IReadOnlyList<ScoredMetric> scored, IReadOnlyList<UnscoredMetric> unscored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(unscored);
        foreach (var metric in scored)
        {
            if (metric.Direction is not (1 or -1) || !(metric.HalfUnit > 0) || metric.Exposures.Count == 0)
            {
                throw new ArgumentException(
                    $"{metric.Id}: the direction is +1 or -1, the half unit above zero, and there is an exposure (None counts).",
                    nameof(scored)
                );
            }
        }

        (Scored, Unscored) = (scored, unscored);
        _scored = scored.ToFrozenDictionary(static m => m.Id, StringComparer.Ordinal);
        _unscored = unscored.ToFrozenDictionary(static m => m.Id, StringComparer.Ordinal);
    }

    /// <summary>The catalogue's metrics.</summary>
    public static ScoringMetrics Catalogue { get; } =
        new(
            [
                PerViewer(MetricIds.ChatMessages, Count, HalfCount, "Chat messages"),
                Level(MetricIds.ChatParticipants, HalfCount, "People in the chat"),
                PerViewer(MetricIds.Likes, Count, HalfCount, "Likes"),
                PerViewer(MetricIds.ContributionsValue, Money, HalfCurrency, "Contributions (amount)"),
                PerViewer(MetricIds.ContributionsCount, Count, HalfCount, "Contributions (number)"),
                PerViewer(MetricIds.MembershipsGained, Count, HalfCount, "Memberships gained"),
                PerViewer(MetricIds.FollowsGained, Count, HalfCount, "New followers"),
                PerViewer(MetricIds.PollsVotes, Count, HalfCount, "Poll votes"),
                // Divided by viewer-minutes it would be a constant.
                Metric(MetricIds.WatchSeconds, Duration, HalfMinute, "Watch time", LiveMinutes),
                PerViewer(MetricIds.Shares, Count, HalfCount, "Shares"),
                Metric(MetricIds.SpreadViews, Count, HalfCount, "Views of posts and clips", None) with
                {
                    Prior = "views",
                },
                Metric(MetricIds.SpreadWatchSeconds, Duration, HalfMinute, "Watch time of clips", None),
                // Most networks tell no views: then the numbers as they are, which have a usual of their own.
                Metric(MetricIds.SpreadLikes, Count, HalfCount, "Likes of posts and clips", Views, None) with
                {
                    Prior = "like-rate",
                },
                Metric(MetricIds.SpreadClicks, Count, HalfCount, "Clicks on links", Views, None),
                Metric(MetricIds.RaidsReceivedViewers, Count, HalfCount, "Viewers from raids", None),
                Level(MetricIds.ViewersPeak, HalfCount, "Peak viewers"),
                Level(MetricIds.ViewersMean, HalfCount, "Average viewers"),
                Metric(MetricIds.InteractionRate, Count, HalfCount, "Interactions", ViewerMinutes) with
                {
                    IsRate = true,
                },
                // The fact is what the total changed by in the broadcast. Never from a total that a platform rounds.
                Metric(MetricIds.FollowersTotal, SignedGrowth, HalfCount, "Follower growth", None) with
                {
                    NameZh = "粉丝净增长",
                },
                Metric(MetricIds.AnalyticsWatchSeconds, Duration, HalfMinute, "Watch time (analytics)", LiveMinutes),
                Level(MetricIds.AnalyticsAverageViewSeconds, HalfMinute, "Average view duration"),
            ],
            [new() { Id = MetricIds.ViewersConcurrent, Why = "a moment is not a broadcast: viewers.mean and viewers.peak are made of it" }]
        );

    /// <summary>Those that can enter a score.</summary>
    public IReadOnlyList<ScoredMetric> Scored { get; }

    /// <summary>Those that cannot, with the reason.</summary>
    public IReadOnlyList<UnscoredMetric> Unscored { get; }

    /// <summary>The metric, or null when it is not scored.</summary>
    public ScoredMetric? Find(string id) => _scored.GetValueOrDefault(id);

    /// <summary>Why a metric is not scored; null when it is, or is unknown.</summary>
    public UnscoredMetric? FindUnscored(string id) => _unscored.GetValueOrDefault(id);

    private static ScoredMetric PerViewer(string id, MeasureKind kind, double halfUnit, string name) =>
        Metric(id, kind, halfUnit, name, ViewerMinutes, LiveMinutes);

    private static ScoredMetric Level(string id, double halfUnit, string name) => Metric(id, Gauge, halfUnit, name, None);

    private static ScoredMetric Metric(string id, MeasureKind kind, double halfUnit, string name, params Exposure[] exposures) =>
        new()
        {
            Id = id,
            Kind = kind,
            Exposures = exposures,
            HalfUnit = halfUnit,
            Name = name,
            NameZh = MetricCatalog.Find(id)!.MeaningZh,
        };
}
