using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Bench.Load;

/// <summary>One channel's made-up but seeded stream of events, in batches of 1 to 50 as adapters write them.</summary>
internal sealed class Feed
{
    private readonly Random _random;
    private readonly FeedPlatform _platform;
    private readonly FeedBodies _bodies;
    private readonly DateTimeOffset _start;
    private readonly double _perSecond;
    private long _made;

    /// <param name="perSecond">How fast the platform's clock goes on: so many events make one second of show.</param>
    public Feed(FeedPlatform platform, int seed, DateTimeOffset start, double perSecond)
    {
        _random = new(seed);
        _platform = platform;
        _bodies = new(platform, _random);
        (_start, _perSecond) = (start, perSecond);
    }

    /// <summary>One feed per platform.</summary>
    public static Feed[] Three(DateTimeOffset start, double perSecond) =>
        [.. FeedPlatform.All.Select((platform, seed) => new Feed(platform, seed + 1, start, perSecond / FeedPlatform.All.Count))];

    /// <summary>Batches of together exactly <paramref name="events"/> events. Made before anything is measured.</summary>
    public List<LogBatch> Make(int events) => [.. Stream(events)];

    /// <summary>The same, each batch made when it is asked for.</summary>
    public IEnumerable<LogBatch> Stream(int events)
    {
        for (var left = events; left > 0; )
        {
            var size = Math.Min(left, _random.Next(1, 51));
            yield return Batch(size);
            left -= size;
        }
    }

    private LogBatch Batch(int size)
    {
        var events = new LiveEvent[size];
        for (var i = 0; i < size; i++)
        {
            events[i] = Next();
        }

        return new()
        {
            Channel = _platform.Channel,
            Platform = _platform.Name,
            Events = events,
            Checkpoint = $"page-{_made}",
            HeardAt = _start.AddSeconds(_made / _perSecond),
        };
    }

    private LiveEvent Next()
    {
        // Platforms deliver a little out of order.
        var at = _start.AddSeconds((_made++ / _perSecond) - (_random.NextDouble() * 0.3));
        var made = new LiveEvent
        {
            Id = _platform.NewId(_random),
            Broadcast = _platform.Broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(_platform.Round(at)),
        };
        _bodies.Fill(made, at);
        return made;
    }
}
