using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Leaves out samples that a newer one has overtaken.</summary>
internal static class EventServiceConflation
{
    /// <summary>
    /// The events without each gauge and total that is followed by a later one of the same channel, metric and broadcast. Deltas stay:
    /// they add up, so none of them is out of date.
    /// </summary>
    public static List<LiveEvent> Newest(IReadOnlyList<LiveEvent> events)
    {
        var seen = new HashSet<(string, string, string)>();
        var kept = new List<LiveEvent>(events.Count);
        foreach (var item in events.Reverse())
        {
            if (
                item.Measurement is not { SampleCase: Measurement.SampleOneofCase.Gauge or Measurement.SampleOneofCase.Total } sample
                || seen.Add((item.Channel, sample.Metric, item.Broadcast))
            )
            {
                kept.Add(item);
            }
        }

        kept.Reverse();
        return kept;
    }
}
