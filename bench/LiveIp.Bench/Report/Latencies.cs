namespace LiveIp.Bench.Report;

/// <summary>Times taken from several threads, and their percentiles.</summary>
internal sealed class Latencies(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<long> _ticks = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ticks.Count;
            }
        }
    }

    /// <summary>Adds the time since <paramref name="startedAt"/>, a timestamp of the clock.</summary>
    public void AddSince(long startedAt)
    {
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            _ticks.Add(now - startedAt);
        }
    }

    /// <summary>In milliseconds; NaN when nothing was added.</summary>
    public double Percentile(double part)
    {
        lock (_lock)
        {
            if (_ticks.Count == 0)
            {
                return double.NaN;
            }

            _ticks.Sort();
            var index = Math.Min(_ticks.Count - 1, (int)(part * _ticks.Count));
            return clock.GetElapsedTime(0, _ticks[index]).TotalMilliseconds;
        }
    }
}
