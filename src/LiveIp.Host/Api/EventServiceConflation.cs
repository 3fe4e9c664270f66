using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Leaves out samples that a newer one has overtaken.</summary>
internal static class EventServiceConflation
{
    /// <summary>
    /// The events without each gauge and total that is followed by a later one of the same channel, metric and broadcast. Deltas stay:
    /// they add up, so none of them is out of date.
    /// </summary>
    public static IReadOnlyList<StoredEvent> Newest(IReadOnlyList<StoredEvent> events)
    {
        var seen = new HashSet<(string, string, string)>();
        var kept = new List<StoredEvent>(events.Count);
        foreach (var item in events.Reverse())
        {
            if (
                item.Kind != LiveEvent.BodyOneofCase.Measurement
                || item.Parse() is not { Measurement: { HasGauge: true } or { HasTotal: true } } sample
                || seen.Add((item.Channel, sample.Measurement.Metric, sample.Broadcast))
            )
            {
                kept.Add(item);
            }
        }

        kept.Reverse();
        return kept;
    }
}
