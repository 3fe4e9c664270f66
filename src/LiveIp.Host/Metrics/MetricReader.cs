using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.V1;

namespace LiveIp.Host.Metrics;

/// <summary>Answers what a metric of a channel was over a stretch of time, or why that is not known. Never a zero for "unknown".</summary>
internal sealed class MetricReader(SeriesReader series, IExtensionRegistry registry, IPolicyGate gate, TimeProvider clock)
{
    // Counted from what a heard channel says: when nothing came, the value is zero. Others need a sample first.
    private static readonly HashSet<string> CountedFromEvents =
    [
        MetricIds.ChatMessages,
        MetricIds.ContributionsCount,
        MetricIds.ContributionsValue,
        MetricIds.MembershipsGained,
        MetricIds.FollowsGained,
        MetricIds.PollsVotes,
        MetricIds.RaidsReceivedViewers,
    ];

    private static readonly string[] Interactions = [MetricIds.ChatMessages, MetricIds.Likes, MetricIds.ContributionsCount];

    /// <summary>Channels that the log holds.</summary>
    public IEnumerable<LoggedChannel> Channels => series.Channels;

    public LoggedChannel? Find(string channel) => series.Find(channel);

    /// <summary>One value, or one per currency for money. <paramref name="metric"/> is one of the catalogue's.</summary>
    public IReadOnlyList<MetricValue> Get(LoggedChannel channel, string metric, Stretch stretch)
    {
        stretch = stretch.Until(clock.GetUtcNow());
        if (registry.FindPlatform(channel.Platform)?.Descriptor is not { } platform)
        {
            return [Missing(channel, metric, MissingReasons.NotLoaded)];
        }

        return metric switch
        {
            MetricIds.WatchSeconds when !platform.Metrics.Contains(metric) => [Watched(channel, platform, stretch)],
            MetricIds.ViewersMean => [Viewers(channel, platform, metric, stretch, static v => v.Mean)],
            MetricIds.ViewersPeak => [Viewers(channel, platform, metric, stretch, static v => v.Peak)],
            MetricIds.InteractionRate => [Rate(channel, platform, stretch)],
            // Read back by distributors, not by the platform: its descriptor does not speak of them.
            _ when !platform.Metrics.Contains(metric) && !IsReadBack(channel, metric, stretch) =>
            [
                Missing(channel, metric, MissingReasons.NotOffered),
            ],
            MetricIds.ChatParticipants => [Value(channel, metric, series.Speakers(channel, stretch), samples: 0)],
            _ => MetricCatalog.Find(metric)!.Kind == MetricKind.Gauge
                ? [Last(channel, metric, stretch)]
                : Counted(channel, metric, stretch),
        };
    }

    // Shares are the platform's and those of posts about the broadcast.
    private bool IsReadBack(LoggedChannel channel, string metric, Stretch stretch) =>
        metric.StartsWith("spread.", StringComparison.Ordinal)
        || (metric == MetricIds.Shares && series.Sums(channel, metric, stretch).Count > 0);

    /// <summary>Interactions, and the viewer-minutes in which they happened; for pooling rates of several channels.</summary>
    public (MetricValue Rate, double ViewerMinutes) GetRate(LoggedChannel channel, Stretch stretch)
    {
        var rate = Get(channel, MetricIds.InteractionRate, stretch)[0];
        return (rate, rate.HasNumber ? Exposure(channel, stretch.Until(clock.GetUtcNow())) : 0);
    }

    /// <summary>Viewers × minutes, over the whole minutes that the stretch touches, as counts are; or why it is not known.</summary>
    public (double? Value, string Missing) GetViewerMinutes(LoggedChannel channel, Stretch stretch)
    {
        // The same permissions and platforms as for the mean, of which it is the other half.
        var mean = Get(channel, MetricIds.ViewersMean, stretch)[0];
        return mean.HasNumber ? (Exposure(channel, stretch.Until(clock.GetUtcNow())), "") : (null, mean.Missing);
    }

    /// <summary>Distinct people who wrote in any of the stretches.</summary>
    public long Speakers(LoggedChannel channel, IReadOnlyList<Stretch> stretches) => series.Speakers(channel, stretches);

    // The value as the platform stated it last. A mean would already be derived; viewers.mean is there for it.
    private MetricValue Last(LoggedChannel channel, string metric, Stretch stretch) =>
        series.LastGauge(channel, metric, stretch) is { Value: { } value } sample
            ? Value(channel, metric, value, samples: 1, sample.At)
            : Missing(channel, metric, MissingReasons.NoSample);

    private IReadOnlyList<MetricValue> Counted(LoggedChannel channel, string metric, Stretch stretch)
    {
        var sums = series.Sums(channel, metric, stretch);
        if (sums.Count == 0)
        {
            return CountedFromEvents.Contains(metric)
                ? [Value(channel, metric, 0, samples: 0)]
                : [Missing(channel, metric, MissingReasons.NoSample)];
        }

        return
        [
            .. sums.Select(sum =>
            {
                var value = Value(channel, metric, sum.Sum, sum.Samples, sum.LastAt);
                value.Currency = sum.Currency;
                return value;
            }),
        ];
    }

    private MetricValue Watched(LoggedChannel channel, PlatformDescriptor platform, Stretch stretch)
    {
        if (!platform.Metrics.Contains(MetricIds.ViewersConcurrent))
        {
            return Missing(channel, MetricIds.WatchSeconds, MissingReasons.NotOffered);
        }

        // An agreement on scores is none on estimates: YouTube's policies (III.E.4.h) let watch time come from Analytics alone. So the
        // terms themselves must allow deriving, and confirming or emulating does not help.
        if (platform.DerivedMetrics is not DerivedMetricsPolicy.Allowed)
        {
            return Missing(channel, MetricIds.WatchSeconds, MissingReasons.NotIntegrated);
        }

        var watched = Viewers(channel, platform, MetricIds.WatchSeconds, stretch, static v => v.Seconds > 0 ? v.Area : null);
        watched.Estimated = watched.HasNumber;
        return watched;
    }

    private MetricValue Viewers(
        LoggedChannel channel,
        PlatformDescriptor platform,
        string metric,
        Stretch stretch,
        Func<GaugeSummary, double?> derive
    )
    {
        if (!platform.Metrics.Contains(MetricIds.ViewersConcurrent))
        {
            return Missing(channel, metric, MissingReasons.NotOffered);
        }

        if (!gate.MayDerive(channel.Platform))
        {
            return Missing(channel, metric, MissingReasons.NotDerived);
        }

        return series.Gauge(channel, MetricIds.ViewersConcurrent, stretch) is { } viewers && derive(viewers) is { } number
            ? Value(channel, metric, number, viewers.Samples, viewers.LastAt)
            : Missing(channel, metric, MissingReasons.NoSample);
    }

    private MetricValue Rate(LoggedChannel channel, PlatformDescriptor platform, Stretch stretch)
    {
        if (!platform.Metrics.Contains(MetricIds.ViewersConcurrent))
        {
            return Missing(channel, MetricIds.InteractionRate, MissingReasons.NotOffered);
        }

        if (!gate.MayDerive(channel.Platform))
        {
            return Missing(channel, MetricIds.InteractionRate, MissingReasons.NotDerived);
        }

        var minutes = Exposure(channel, stretch);
        if (minutes <= 0)
        {
            return Missing(channel, MetricIds.InteractionRate, MissingReasons.NoViewers);
        }

        var sums = Interactions.Where(platform.Metrics.Contains).SelectMany(m => series.Sums(channel, m, stretch)).ToArray();
        var rate = Value(channel, MetricIds.InteractionRate, sums.Sum(static s => s.Sum) / minutes, sums.Sum(static s => s.Samples));
        rate.Estimated = true;
        return rate;
    }

    // Over the same whole minutes as the counts, or the rate of a short stretch would be off.
    private double Exposure(LoggedChannel channel, Stretch stretch)
    {
        if (stretch.To <= stretch.From)
        {
            return 0;
        }

        var whole = new Stretch(
            DateTimeOffset.FromUnixTimeMilliseconds(stretch.FromMinute * 60_000),
            DateTimeOffset.FromUnixTimeMilliseconds(stretch.ToMinute * 60_000)
        ).Until(clock.GetUtcNow());
        return (series.Gauge(channel, MetricIds.ViewersConcurrent, whole)?.Area ?? 0) / 60;
    }

    private static MetricValue Missing(LoggedChannel channel, string metric, string reason) =>
        new()
        {
            Metric = metric,
            Channel = channel.Name,
            Platform = channel.Platform,
            Missing = reason,
        };

    private static MetricValue Value(LoggedChannel channel, string metric, double number, long samples, long? at = null) =>
        new()
        {
            Metric = metric,
            Channel = channel.Name,
            Platform = channel.Platform,
            Number = number,
            Samples = samples,
            SampledAt = at is { } known ? Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(known)) : null,
        };
}
