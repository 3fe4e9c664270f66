namespace LiveIp.Chaos.Judging;

/// <summary>How wrong the host's wall clock was, and when: what the host says of a moment, told in true time.</summary>
internal sealed class ClockHistory(TimeProvider time)
{
    /// <summary>Between a host's taking a setting and the harness's hearing of it, on a busy machine.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

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
    public DateTimeOffset ToTrue(DateTimeOffset shown, bool late) =>
        late ? Fitting(shown, TimeSpan.Zero).Max() : Fitting(shown, TimeSpan.Zero).Min();

    /// <summary>
    /// The same, and of two readings the one nearer to a time that is about right. A time shown once has one reading, however far the
    /// hint is: on a busy machine it is seconds old.
    /// </summary>
    public DateTimeOffset ToTrue(DateTimeOffset shown, DateTimeOffset hint) => Fitting(shown, Slack).MinBy(at => (at - hint).Duration());

    /// <summary>Whether the clock showed this time more than once.</summary>
    public bool IsAmbiguous(DateTimeOffset shown) => Fitting(shown, Slack).Count > 1;

    /// <summary>The readings by the settings that showed this time, or came closest to showing it.</summary>
    private List<DateTimeOffset> Fitting(DateTimeOffset shown, TimeSpan slack)
    {
        lock (_gate)
        {
            var candidates = _settings
                .Select((s, i) => (At: shown - s.Offset, Off: Distance(shown - s.Offset, s.Since, EndOf(i))))
                .ToList();
            var nearest = candidates.Min(c => c.Off);
            return [.. candidates.Where(c => c.Off <= nearest + slack).Select(c => c.At).Distinct()];
        }
    }

    private DateTimeOffset EndOf(int setting) => setting + 1 < _settings.Count ? _settings[setting + 1].Since : time.GetUtcNow();

    private static TimeSpan Distance(DateTimeOffset at, DateTimeOffset from, DateTimeOffset to) =>
        at < from ? from - at
        : at > to ? at - to
        : TimeSpan.Zero;
}
