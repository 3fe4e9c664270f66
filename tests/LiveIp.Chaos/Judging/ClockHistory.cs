namespace LiveIp.Chaos.Judging;

/// <summary>How wrong the host's wall clock was, and when: what the host says of a moment, told in true time.</summary>
internal sealed class ClockHistory(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Since, TimeSpan Offset)> _settings = [(time.GetUtcNow(), TimeSpan.Zero)];

    /// <summary>How far off it is now.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
            {
                return _settings[^1].Offset;
            }
        }
    }

    /// <summary>From now on it is so far off.</summary>
    public void Set(TimeSpan offset)
    {
        lock (_gate)
        {
            _settings.Add((time.GetUtcNow(), offset));
        }
    }

    /// <summary>
    /// The true time of what the host's clock showed. A small jump back shows the same time twice; then it is the earlier or the later
    /// one, as asked. A time that was never shown belongs to the setting that came closest to showing it.
    /// </summary>
    public DateTimeOffset ToTrue(DateTimeOffset shown, bool late)
    {
        lock (_gate)
        {
            var candidates = _settings
                .Select((s, i) => (At: shown - s.Offset, Off: Distance(shown - s.Offset, s.Since, EndOf(i))))
                .ToList();
            var nearest = candidates.Min(c => c.Off);
            var fitting = candidates.Where(c => c.Off == nearest).Select(c => c.At);
            return late ? fitting.Max() : fitting.Min();
        }
    }

    /// <summary>Whether the clock showed this time more than once.</summary>
    public bool IsAmbiguous(DateTimeOffset shown)
    {
        lock (_gate)
        {
            return _settings.Where((s, i) => Distance(shown - s.Offset, s.Since, EndOf(i)) == TimeSpan.Zero).Count() > 1;
        }
    }

    /// <summary>The true time nearest to one that is known to be about right.</summary>
    public DateTimeOffset ToTrueNear(DateTimeOffset shown, DateTimeOffset hint)
    {
        lock (_gate)
        {
            return _settings.Select(s => shown - s.Offset).MinBy(at => (at - hint).Duration());
        }
    }

    private DateTimeOffset EndOf(int setting) => setting + 1 < _settings.Count ? _settings[setting + 1].Since : time.GetUtcNow();

    private static TimeSpan Distance(DateTimeOffset at, DateTimeOffset from, DateTimeOffset to) =>
        at < from ? from - at
        : at > to ? at - to
        : TimeSpan.Zero;
}
