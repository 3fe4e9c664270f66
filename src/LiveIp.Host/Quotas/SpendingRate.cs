namespace LiveIp.Host.Quotas;

/// <summary>How fast units go: over the last half hour, in which reading may have been slowed down, or since they began to if that is less.</summary>
internal sealed class SpendingRate(QuotaTimes times)
{
    // By steps, so that any number of calls is thirty numbers.
    private readonly Queue<(DateTimeOffset Step, long Units)> _steps = new();
    private (DateTimeOffset Step, long Units) _current;
    private DateTimeOffset _began;
    private DateTimeOffset? _last;

    public void Add(DateTimeOffset now, int units)
    {
        if (IsIdle(now))
        {
            _began = now;
            _steps.Clear();
            _current = default;
        }

        _last = now;
        var step = new DateTimeOffset(now.Ticks - (now.Ticks % times.Step.Ticks), now.Offset);
        if (step != _current.Step)
        {
            if (_current.Units > 0)
            {
                _steps.Enqueue(_current);
            }

            _current = (step, 0);
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
        // The oldest step may begin before the window does, and counts whole.
        var reach = _steps.TryPeek(out var oldest) && now - oldest.Step > times.Window ? now - oldest.Step : times.Window;
        var over = lasted > reach ? reach : lasted;
        return over < times.Step ? 0 : Units / over.TotalHours;
    }

    /// <summary>Units in the last window; 0 when nothing is going on.</summary>
    public long InWindow(DateTimeOffset now)
    {
        if (IsIdle(now))
        {
            return 0;
        }

        Forget(now);
        return Units;
    }

    private long Units => _steps.Sum(static s => s.Units) + _current.Units;

    private bool IsIdle(DateTimeOffset now) => _last is not { } last || now - last > times.Pause;

    private void Forget(DateTimeOffset now)
    {
        while (_steps.TryPeek(out var oldest) && oldest.Step + times.Step <= now - times.Window)
        {
            _steps.Dequeue();
        }
    }
}
