namespace LiveIp.Host.Quotas;

/// <summary>How fast units go: over the last half hour, in which reading may have been slowed down, or since they began to if that is less.</summary>
internal sealed class SpendingRate
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>Nothing spent for so long: what comes next is another show.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(20);

    /// <summary>Sooner nothing can be said of an hour.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    // By minute, so that any number of calls is thirty numbers.
    private readonly Queue<(DateTimeOffset Minute, long Units)> _minutes = new();
    private (DateTimeOffset Minute, long Units) _current;
    private DateTimeOffset _began;
    private DateTimeOffset? _last;

    public void Add(DateTimeOffset now, int units)
    {
        if (IsIdle(now))
        {
            _began = now;
            _minutes.Clear();
            _current = default;
        }

        _last = now;
        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset);
        if (minute != _current.Minute)
        {
            if (_current.Units > 0)
            {
                _minutes.Enqueue(_current);
            }

            _current = (minute, 0);
        }

        _current.Units += units;
        Forget(now);
    }

    /// <summary>Since when units have been going without a long pause.</summary>
    public TimeSpan Lasted(DateTimeOffset now) => IsIdle(now) ? TimeSpan.Zero : now - _began;

    /// <summary>0 when nothing is going on.</summary>
    public double PerHour(DateTimeOffset now)
    {
        if (IsIdle(now))
        {
            return 0;
        }

        Forget(now);
        var lasted = now - _began;
        // The oldest minute may begin before the window does, and counts whole.
        var reach = _minutes.TryPeek(out var oldest) && now - oldest.Minute > Window ? now - oldest.Minute : Window;
        var over = lasted > reach ? reach : lasted;
        return over < Shortest ? 0 : (_minutes.Sum(static m => m.Units) + _current.Units) / over.TotalHours;
    }

    private bool IsIdle(DateTimeOffset now) => _last is not { } last || now - last > Pause;

    private void Forget(DateTimeOffset now)
    {
        while (_minutes.TryPeek(out var oldest) && oldest.Minute.AddMinutes(1) <= now - Window)
        {
            _minutes.Dequeue();
        }
    }
}
