using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Keeps responses below the four megabytes that gRPC clients take by default, however big single events are.</summary>
internal static class EventServiceBatches
{
    /// <summary>Bytes of events in one response; one event may exceed it, since it cannot be cut.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>How many of the events, from the first, make one response.</summary>
    public static int Fit(IReadOnlyList<StoredEvent> events, int most)
    {
        var bytes = 0L;
        for (var i = 0; i < events.Count && i < most; i++)
        {
            bytes += events[i].Bytes.Length;
            if (i > 0 && bytes > MaxBytes)
            {
                return i;
            }
        }

        return Math.Min(events.Count, most);
    }

    /// <summary>The events in responses of at most <paramref name="most"/>.</summary>
    public static IEnumerable<WatchEventsResponse> Split(IReadOnlyList<LiveEvent> events, int most)
    {
        var response = new WatchEventsResponse();
        var bytes = 0L;
        foreach (var item in events)
        {
            var size = item.CalculateSize();
            if (response.Events.Count > 0 && (response.Events.Count == most || bytes + size > MaxBytes))
            {
                yield return response;
                response = new();
                bytes = 0;
            }

            response.Events.Add(item);
            bytes += size;
        }

        if (response.Events.Count > 0)
        {
            yield return response;
        }
    }
}
