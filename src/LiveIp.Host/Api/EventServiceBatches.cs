using LiveIp.Host.Events;

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

    /// <summary>The events in pieces of at most <paramref name="most"/>, each for one response.</summary>
    public static IEnumerable<ArraySegment<StoredEvent>> Split(IReadOnlyList<StoredEvent> events, int most)
    {
        StoredEvent[] all = [.. events];
        for (var start = 0; start < all.Length; )
        {
            var rest = new ArraySegment<StoredEvent>(all, start, all.Length - start);
            var piece = rest[..Fit(rest, most)];
            yield return piece;
            start += piece.Count;
        }
    }
}
