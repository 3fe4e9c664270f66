using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Import.History;

/// <summary>What an import of past broadcasts has come across so far.</summary>
internal sealed class HistoryTally
{
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public long Pages { get; set; }

    public long Broadcasts { get; private set; }

    public long New { get; set; }

    public long Known { get; set; }

    public long HeardLive { get; set; }

    public long Running { get; set; }

    public long Unreadable { get; set; }

    public long NewReadings { get; set; }

    public long UnchangedReadings { get; set; }

    public void Count(DateTimeOffset startedAt)
    {
        Broadcasts++;
        _first = _first < startedAt ? _first : startedAt;
        _last = _last > startedAt ? _last : startedAt;
    }

    public HistoryProgress Progress(TimeSpan elapsed) =>
        new()
        {
            Pages = Pages,
            Broadcasts = Broadcasts,
            NewBroadcasts = New,
            OldestAt = _first?.ToTimestamp(),
            Elapsed = elapsed.ToDuration(),
        };

    public HistorySummary Summary(string channel, string platform, TimeSpan elapsed) =>
        new()
        {
            Channel = channel,
            Platform = platform,
            Broadcasts = Broadcasts,
            NewBroadcasts = New,
            KnownBroadcasts = Known,
            HeardLive = HeardLive,
            Running = Running,
            Unreadable = Unreadable,
            NewReadings = NewReadings,
            UnchangedReadings = UnchangedReadings,
            Pages = Pages,
            FirstAt = _first?.ToTimestamp(),
            LastAt = _last?.ToTimestamp(),
            Elapsed = elapsed.ToDuration(),
        };
}
