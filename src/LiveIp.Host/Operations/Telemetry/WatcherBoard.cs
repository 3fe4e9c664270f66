using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LiveIp.Host.Events;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>Who watches the log, and how far behind they are.</summary>
internal sealed class WatcherBoard
{
    private readonly ConcurrentDictionary<WatcherSeat, bool> _seats = new();
    private readonly IEventLog _log;

    public WatcherBoard(IMeterFactory meters, IEventLog log)
    {
        _log = log;
        var meter = meters.Create(Signals.Name);
        meter.CreateObservableUpDownCounter(
            "liveip.watchers",
            () => (long)_seats.Count,
            "{watcher}",
            "Calls of WatchEvents that are open."
        );
        meter.CreateObservableGauge(
            "liveip.watchers.lag",
            SlowestLag,
            "{event}",
            "How many events the slowest watcher is behind the newest; 0 without watchers."
        );
    }

    /// <summary>Disposed when the watcher leaves.</summary>
    public WatcherSeat Sit(long after)
    {
        var seat = new WatcherSeat(this, after);
        _seats[seat] = true;
        return seat;
    }

    internal void Leave(WatcherSeat seat) => _seats.TryRemove(seat, out _);

    private long SlowestLag()
    {
        var last = _log.LastSequence;
        return _seats.Keys.Select(s => Math.Max(0, last - s.After)).DefaultIfEmpty().Max();
    }
}

/// <summary>One watcher.</summary>
internal sealed class WatcherSeat(WatcherBoard board, long after) : IDisposable
{
    private long _after = after;

    public long After => Volatile.Read(ref _after);

    /// <summary>All up to here was sent, or did not match.</summary>
    public void Reached(long sequence) => Volatile.Write(ref _after, sequence);

    public void Dispose() => board.Leave(this);
}
