using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using MetricFact = LiveIp.Scoring.Facts.MetricFact;

namespace LiveIp.Host.Scoring.Reading;

/// <summary>What the minutes of a part come to, or why that is not known. Never a zero for "unknown".</summary>
/// <param name="platform">Null when no loaded plugin offers it.</param>
/// <param name="mayDerive">What the policy gate answered.</param>
/// <param name="isImported">Nothing of it was heard live: a recording holds the chat and what it tells of the rest, and no zeros.</param>
/// <param name="isHistory">Nobody recorded a chat of it either: all that is known is what was told afterwards.</param>
internal sealed class PartFacts(
    MinuteReader reader,
    LoggedChannel channel,
    PlatformDescriptor? platform,
    bool mayDerive,
    bool isImported,
    bool isHistory
)
{
    // Counted from what a heard channel says: when nothing came, the value is zero. Others need a sample first.
    private static readonly HashSet<string> CountedFromEvents =
    [
        MetricIds.ChatMessages,
        MetricIds.ContributionsCount,
        MetricIds.MembershipsGained,
        MetricIds.FollowsGained,
        MetricIds.PollsVotes,
        MetricIds.RaidsReceivedViewers,
    ];

    private static readonly string[] Interactions = [MetricIds.ChatMessages, MetricIds.Likes, MetricIds.ContributionsCount];

    // An agreement on scores is none on estimates (YouTube's policies, III.E.4.h), and viewer-minutes are watch time.
    private bool MayIntegrate =>
        mayDerive && platform is { DerivedMetrics: DerivedMetricsPolicy.Allowed } && Offers(MetricIds.ViewersConcurrent);

    /// <summary>The money's currency, when there is one.</summary>
    public static string? CurrencyOf(PartMinutes minutes) => minutes.Money.Take(2).ToArray() is [var only] ? only.Key : null;

    /// <param name="stretches">When the channel was on air, in order; the last may still run.</param>
    /// <param name="firstMinute">The broadcast's.</param>
    /// <param name="withSteps">Also minute by minute.</param>
    public BroadcastPart Of(PartMinutes minutes, IReadOnlyList<Stretch> stretches, long firstMinute, bool withSteps) =>
        new()
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            LiveMinutes = stretches.Sum(static s => (s.To - s.From).TotalMinutes),
            ViewerMinutes = ViewerMinutes(minutes),
            Metrics = ScoringMetrics.Catalogue.Scored.ToDictionary(
                static m => m.Id,
                m => Checked(m, Fact(m.Id, minutes, stretches)),
                StringComparer.Ordinal
            ),
            Steps = withSteps && platform is not null && !isHistory ? Steps(minutes, stretches, firstMinute) : [],
        };

    private MetricFact Fact(string metric, PartMinutes minutes, IReadOnlyList<Stretch> stretches)
    {
        if (platform is null)
        {
            return MetricFact.None(MissingReasons.NotLoaded);
        }

        // Stated by the platform itself, later (docs/import.md): what it does not tell of every broadcast is not offered in its descriptor.
        if (!Offers(metric) && Stated(metric, minutes, stretches) is { } stated)
        {
            return MetricFact.Of(stated);
        }

        return metric switch
        {
            _ when isHistory && !minutes.Counts.ContainsKey(metric) && !IsSpread(metric) => MetricFact.NoneOffered(PartReasons.NotTold),
            MetricIds.ViewersMean or MetricIds.ViewersPeak or MetricIds.InteractionRate when !Offers(MetricIds.ViewersConcurrent) =>
                MetricFact.NoneOffered(MissingReasons.NotOffered),
            MetricIds.WatchSeconds when !Offers(metric) && !Offers(MetricIds.ViewersConcurrent) => MetricFact.NoneOffered(
                MissingReasons.NotOffered
            ),
            _ when !IsDerived(metric) && !Offers(metric) && !IsSpread(metric) => MetricFact.NoneOffered(MissingReasons.NotOffered),
            _ when !minutes.WasHeard => MetricFact.None(PartReasons.NotHeard),
            MetricIds.WatchSeconds when !Offers(metric) => Watched(minutes),
            MetricIds.ViewersMean => Viewers(minutes.KnownSeconds > 0 ? minutes.ViewerSeconds / minutes.KnownSeconds : null),
            MetricIds.ViewersPeak => Viewers(minutes.Peak),
            MetricIds.InteractionRate => Rate(minutes),
            MetricIds.FollowersTotal => Growth(stretches),
            MetricIds.ChatParticipants => MetricFact.Of(minutes.Speakers),
            MetricIds.ContributionsValue => Money(minutes),
            MetricIds.AnalyticsAverageViewSeconds => Last(metric, stretches),
            _ => Counted(metric, minutes, stretches),
        };
    }

    private MetricFact Counted(string metric, PartMinutes minutes, IReadOnlyList<Stretch> stretches) =>
        minutes.Counts.TryGetValue(metric, out var sum) && (sum != 0 || !IsUntold(metric) || isHistory) ? MetricFact.Of(sum)
        : IsUntold(metric) && !IsSpread(metric) ? MetricFact.None(PartReasons.NotRecorded)
        : CountedFromEvents.Contains(metric) || reader.WasEverCounted(channel, metric, stretches[^1].ToMinute) ? MetricFact.Of(0)
        : IsSpread(metric) ? MetricFact.NoneOffered(PartReasons.NothingSpread)
        : MetricFact.None(PartReasons.NoSample);

    private double? Stated(string metric, PartMinutes minutes, IReadOnlyList<Stretch> stretches) =>
        minutes.Counts.TryGetValue(metric, out var sum) ? sum
        : metric == MetricIds.AnalyticsAverageViewSeconds
        && reader.Ends(channel, metric, new(stretches[0].From, stretches[^1].To)) is [.., var last]
            ? last
        : null;

    private MetricFact Watched(PartMinutes minutes) =>
        !MayIntegrate ? (mayDerive ? MetricFact.NoneOffered(MissingReasons.NotIntegrated) : MetricFact.None(MissingReasons.NotIntegrated))
        : minutes.KnownSeconds > 0 ? MetricFact.Of(minutes.ViewerSeconds)
        : MetricFact.None(PartReasons.NoSample);

    private MetricFact Viewers(double? viewers) =>
        !mayDerive ? MetricFact.None(MissingReasons.NotDerived)
        : viewers is { } known ? MetricFact.Of(known)
        : MetricFact.None(PartReasons.NoSample);

    private MetricFact Rate(PartMinutes minutes) =>
        !mayDerive ? MetricFact.None(MissingReasons.NotDerived)
        : !MayIntegrate ? MetricFact.NoneOffered(PartReasons.NoRate)
        : ViewerMinutes(minutes) is { } exposure and > 0 ? MetricFact.OfRate(Interacted(minutes.Counts) / exposure, exposure)
        : MetricFact.None(MissingReasons.NoViewers);

    // Where the terms bind what may be computed, the total that the API tells is rounded as well (YouTube: three digits).
    private MetricFact Growth(IReadOnlyList<Stretch> stretches)
    {
        if (platform!.DerivedMetrics is not DerivedMetricsPolicy.Allowed)
        {
            return MetricFact.NoneOffered(PartReasons.Rounded);
        }

        var readings = reader.Ends(channel, MetricIds.FollowersTotal, new(stretches[0].From, stretches[^1].To));
        return readings is [var first, var last] ? MetricFact.Of(last - first) : MetricFact.None(PartReasons.OneReading);
    }

    private MetricFact Last(string metric, IReadOnlyList<Stretch> stretches) =>
        reader.Ends(channel, metric, new(stretches[0].From, stretches[^1].To)) is [.., var last]
            ? MetricFact.Of(last)
            : MetricFact.None(PartReasons.NoSample);

    private MetricFact Money(PartMinutes minutes) =>
        minutes.Money.ToArray() switch
        {
            [] when isImported => MetricFact.None(PartReasons.NotRecorded),
            [] => MetricFact.Of(0),
            [var only] => MetricFact.Of(only.Value),
            var several => MetricFact.None(PartReasons.SeveralCurrencies(several.Select(static m => m.Key))),
        };

    private double? ViewerMinutes(PartMinutes minutes) =>
        MayIntegrate && minutes is { KnownSeconds: > 0, ViewerSeconds: >= 0 } ? minutes.ViewerSeconds / 60 : null;

    private double Interacted(IReadOnlyDictionary<string, double> counts) =>
        Interactions.Where(Offers).Sum(m => counts.TryGetValue(m, out var count) ? count : 0);

    private List<StepFacts> Steps(PartMinutes minutes, IReadOnlyList<Stretch> stretches, long firstMinute)
    {
        var steps = new List<StepFacts>();
        var nothing = new ChannelMinute();
        foreach (var stretch in stretches)
        {
            for (var minute = stretch.FromMinute; minute < stretch.ToMinute; minute++)
            {
                steps.Add(Step((int)(minute - firstMinute), minutes.Minutes.GetValueOrDefault(minute) ?? nothing, minutes));
            }
        }

        return steps;
    }

    private StepFacts Step(int index, ChannelMinute minute, PartMinutes all)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        // What came back of posts was read later: the minute in which it stands is none in which it happened.
        foreach (var metric in all.Counts.Keys.Where(m => Offers(m) && !IsSpread(m) && all.Counts[m] >= 0))
        {
            // A correction of an earlier minute is no growth of this one.
            values[metric] = Math.Max(0, minute.Counts.GetValueOrDefault(metric));
        }

        if (CurrencyOf(all) is { } currency && Offers(MetricIds.ContributionsValue))
        {
            values[MetricIds.ContributionsValue] = Math.Max(0, minute.Money.GetValueOrDefault(currency));
        }

        if (mayDerive && Offers(MetricIds.ViewersConcurrent) && minute is { MeanViewers: { } viewers and >= 0 })
        {
            values[MetricIds.ViewersMean] = viewers;
        }

        if (MayIntegrate)
        {
            values[MetricIds.WatchSeconds] = Math.Max(0, minute.ViewerSeconds);
            // The count behind the rate: the interactions.
            values[MetricIds.InteractionRate] = Math.Max(0, Interacted(minute.Counts));
        }

        return new()
        {
            Minute = index,
            ViewerMinutes = MayIntegrate && minute.KnownSeconds > 0 ? Math.Max(0, minute.ViewerSeconds / 60) : null,
            Metrics = values,
        };
    }

    // A nonsense number that a platform or a recording put into the log must not stop every score.
    private static MetricFact Checked(ScoredMetric metric, MetricFact fact) =>
        fact.Value is { } value && value < 0 && metric.Kind != MeasureKind.SignedGrowth
            ? MetricFact.None(PartReasons.Nonsense(value))
            : fact;

    // A recording that says nothing of it does not say that there was none.
    private bool IsUntold(string metric) => isImported && metric != MetricIds.ChatMessages;

    private bool Offers(string metric) => platform!.Metrics.Contains(metric);

    private static bool IsDerived(string metric) =>
        metric is MetricIds.WatchSeconds or MetricIds.ViewersMean or MetricIds.ViewersPeak or MetricIds.InteractionRate;

    // Read back by distributors, not by the platform: its descriptor does not speak of them.
    private static bool IsSpread(string metric) => metric.StartsWith("spread.", StringComparison.Ordinal);
}
