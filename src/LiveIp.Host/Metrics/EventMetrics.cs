using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;
using static LiveIp.Host.Metrics.MetricFact;

namespace LiveIp.Host.Metrics;

/// <summary>Which metrics an event feeds; the rules stand in docs/normalization.md.</summary>
internal static class EventMetrics
{
    // The range of google.protobuf.Timestamp: years 1 to 9999.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private static readonly MetricSeries Likes = new(MetricIds.Likes);
    private static readonly MetricSeries Shares = new(MetricIds.Shares);
    private static readonly MetricSeries Memberships = new(MetricIds.MembershipsGained);
    private static readonly MetricSeries Contributions = new(MetricIds.ContributionsCount);
    private static readonly MetricSeries RaidViewers = new(MetricIds.RaidsReceivedViewers);
    private static readonly MetricFact OneMessage = new Added(new(MetricIds.ChatMessages), 1);
    private static readonly IReadOnlyList<MetricFact> OneFollow = [new Added(new(MetricIds.FollowsGained), 1)];

    /// <summary>An echo feeds none: another event carries its counts. What this host wrote itself feeds none: it is no audience.</summary>
    /// <param name="person">From a person's id to the hash by which people are told apart.</param>
    public static IReadOnlyList<MetricFact> Of(LiveEvent source, Func<string, long> person) =>
        source.Echo || source.Own
            ? []
            : source.BodyCase switch
            {
                LiveEvent.BodyOneofCase.ChatMessage => Chat(source, person),
                LiveEvent.BodyOneofCase.Contribution => Money(source.Contribution),
                LiveEvent.BodyOneofCase.Membership => NotZero(Memberships, source.Membership.Gained),
                LiveEvent.BodyOneofCase.Follow => OneFollow,
                LiveEvent.BodyOneofCase.Reaction => [new Added(Likes, source.Reaction.Count)],
                LiveEvent.BodyOneofCase.Share => [new Added(Shares, source.Share.Count)],
                LiveEvent.BodyOneofCase.Raid => Raid(source.Raid),
                LiveEvent.BodyOneofCase.Poll => Votes(source.Poll),
                LiveEvent.BodyOneofCase.Measurement => Sample(source),
                // Without this the last number of viewers would be held past the end.
                LiveEvent.BodyOneofCase.BroadcastState when source.BroadcastState.State == BroadcastState.Types.State.Ended =>
                [
                    new Gauge(MetricIds.ViewersConcurrent, null),
                ],
                _ => [],
            };

    /// <summary>Unix milliseconds on the platform's clock; when it did not say, or said nonsense, the time received.</summary>
    public static long At(LiveEvent source)
    {
        var stated = source.OccurredAt;
        return stated is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and <= 999_999_999 }
            ? Milliseconds(stated)
            : Milliseconds(source.ReceivedAt);
    }

    private static IReadOnlyList<MetricFact> Chat(LiveEvent source, Func<string, long> person) =>
        source.Actor?.Person?.Id is { Length: > 0 } id ? [OneMessage, new Spoke(person(id))] : [OneMessage];

    private static IReadOnlyList<MetricFact> Money(Contribution contribution)
    {
        var count = new Added(Contributions, contribution.Count);
        return contribution.Money is { Currency.Length: > 0 } money
            ? [count, new Added(new(MetricIds.ContributionsValue, money.Currency), money.Micros)]
            : [count];
    }

    private static IReadOnlyList<MetricFact> NotZero(MetricSeries series, long amount) => amount == 0 ? [] : [new Added(series, amount)];

    private static IReadOnlyList<MetricFact> Raid(Raid raid) =>
        raid is { Direction: V1.Raid.Types.Direction.Incoming, Cancelled: false } ? [new Added(RaidViewers, raid.Viewers)] : [];

    // A poll without any visible count says nothing; one with some counts says at least those.
    private static IReadOnlyList<MetricFact> Votes(Poll poll) =>
        poll.Options.Any(static o => o.HasVotes) ? [new Total(MetricIds.PollsVotes, poll.PollId, Sum(poll))] : [];

    // Unlike Sum of LINQ it does not throw: a nonsense number must not stop the log.
    private static long Sum(Poll poll) => poll.Options.Aggregate(0L, static (sum, option) => unchecked(sum + option.Votes));

    // A sample that does not fit its metric's kind stays in the log and feeds nothing.
    private static IReadOnlyList<MetricFact> Sample(LiveEvent source)
    {
        var sample = source.Measurement;
        var isGauge = MetricCatalog.Find(sample.Metric)?.Kind switch
        {
            null => (bool?)null,
            MetricKind.Gauge => true,
            _ => false,
        };
        return (sample.SampleCase, isGauge) switch
        {
            (Measurement.SampleOneofCase.Gauge, true) => [new Gauge(sample.Metric, sample.Gauge)],
            (Measurement.SampleOneofCase.Total, false) => [new Total(sample.Metric, source.Broadcast, sample.Total)],
            (Measurement.SampleOneofCase.Delta, false) => [new Added(new(sample.Metric), sample.Delta)],
            _ => [],
        };
    }

    private static long Milliseconds(Timestamp time) => (time.Seconds * 1000) + (time.Nanos / 1_000_000);
}
