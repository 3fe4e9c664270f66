using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Policies;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.Facts;

/// <summary>
/// Reads the numbers of a broadcast. What is counted is kept per minute, and a minute belongs to every part that touches it: parts of a
/// channel lie more than ten minutes apart, so no minute is ever counted twice, and none is lost at the edges.
/// </summary>
internal sealed class BroadcastFactsSource(MetricReader metrics, MinuteReader minutes, PolicyGate policies, TimeProvider clock)
{
    /// <summary>A recording holds what was written and given; that it tells nothing of the rest does not make that zero.</summary>
    public const string NotRecorded = "not in the recording";

    /// <summary>What every recording holds.</summary>
    private static readonly HashSet<string> Recorded = [MetricIds.ChatMessages, MetricIds.ChatParticipants];

    public BroadcastFacts Read(BroadcastRecord broadcast)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Broadcast = broadcast,
            Channels =
            [
                .. broadcast
                    .Parts.GroupBy(static p => p.Channel)
                    .Select(parts => Read(parts.Key, [.. parts], DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start), now)),
            ],
        };
    }

    private ChannelFacts Read(LoggedChannel channel, IReadOnlyList<PartRecord> parts, DateTimeOffset begin, DateTimeOffset now)
    {
        var stretches = parts.Select(p => p.Stretch(now)).ToArray();
        var isImported = parts.All(static p => p.IsImported);
        var money = Money(channel, stretches, isImported);
        return new()
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            LiveMinutes = stretches.Sum(static s => (s.To - s.From).TotalMinutes),
            ViewerMinutes = ViewerMinutes(channel, stretches),
            Metrics = MetricCatalog
                .All.Where(static m => m.Id != MetricIds.ContributionsValue)
                .ToDictionary(static m => m.Id, m => Figure(channel, m, stretches, isImported)),
            Money = money.Sums,
            MoneyMissing = money.Missing,
            Minutes = [.. stretches.SelectMany(s => minutes.Read(channel, s, begin))],
            IsEmulated = policies.IsEmulated(channel.Platform),
        };
    }

    private MetricFigure Figure(LoggedChannel channel, MetricDefinition metric, Stretch[] stretches, bool isImported)
    {
        var found = stretches.Select(s => metrics.Get(channel, metric.Id, s)[0]).Where(static v => v.HasNumber).ToArray();
        if (found.Length == 0)
        {
            var missing = metrics.Get(channel, metric.Id, stretches[0])[0].Missing;
            return new(null, missing, missing != MissingReasons.NotOffered);
        }

        return isImported && !Recorded.Contains(metric.Id) && found.All(static v => v.Number == 0)
            ? new(null, NotRecorded)
            : new(Together(channel, metric, stretches, found), "");
    }

    // Over several stretches: counts add up; of the rest each has its own way.
    private double Together(LoggedChannel channel, MetricDefinition metric, Stretch[] stretches, MetricValue[] found) =>
        found.Length == 1 ? found[0].Number
        : metric.Id == MetricIds.ViewersPeak ? found.Max(static v => v.Number)
        : metric.Id == MetricIds.ChatParticipants ? metrics.Speakers(channel, stretches)
        : metric.Id is MetricIds.ViewersMean or MetricIds.InteractionRate ? WeighedMean(channel, metric.Id, stretches)
        : metric.Kind == MetricKind.Gauge ? found[^1].Number
        : found.Sum(static v => v.Number);

    // By minutes for viewers, by viewer-minutes for what happened per viewer-minute.
    private double WeighedMean(LoggedChannel channel, string metric, Stretch[] stretches)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var stretch in stretches)
        {
            var value = metrics.Get(channel, metric, stretch)[0];
            var weight =
                metric == MetricIds.InteractionRate
                    ? metrics.GetViewerMinutes(channel, stretch).Value ?? 0
                    : (stretch.To - stretch.From).TotalMinutes;
            if (value.HasNumber && weight > 0)
            {
                (sum, weights) = (sum + (value.Number * weight), weights + weight);
            }
        }

        return sum / weights;
    }

    private MetricFigure ViewerMinutes(LoggedChannel channel, Stretch[] stretches)
    {
        var found = stretches.Select(s => metrics.GetViewerMinutes(channel, s)).ToArray();
        return found.Any(static f => f.Value is not null)
            ? new(found.Sum(static f => f.Value ?? 0), "")
            : new(null, found[0].Missing, found[0].Missing != MissingReasons.NotOffered);
    }

    private (IReadOnlyDictionary<string, double> Sums, string Missing) Money(LoggedChannel channel, Stretch[] stretches, bool isImported)
    {
        var values = stretches.SelectMany(s => metrics.Get(channel, MetricIds.ContributionsValue, s)).ToArray();
        var sums = values
            .Where(static v => v.HasNumber && v.Currency.Length > 0 && v.Number != 0)
            .GroupBy(static v => v.Currency, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Sum(static v => v.Number), StringComparer.Ordinal);
        return (
            sums,
            sums.Count > 0 ? ""
            : values.All(static v => !v.HasNumber) ? values[0].Missing
            : isImported ? NotRecorded
            : ""
        );
    }
}
