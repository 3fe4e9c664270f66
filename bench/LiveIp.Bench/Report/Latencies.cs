namespace LiveIp.Bench.Report;

/// <summary>Times taken from many threads, in classes that grow by 2 %: it never needs more memory, however many there are.</summary>
internal sealed class Latencies(TimeProvider clock)
{
    private const double Growth = 1.02;

    // From a microsecond to more than an hour.
    private readonly long[] _classes = new long[1200];

    public long Count => _classes.Sum();

    /// <summary>Adds the time since <paramref name="startedAt"/>, a timestamp of the clock.</summary>
    public void AddSince(long startedAt) => Add(clock.GetElapsedTime(startedAt));

    public void Add(TimeSpan time)
    {
        var place = Math.Log(Math.Max(1, time.TotalMicroseconds)) / Math.Log(Growth);
        Interlocked.Increment(ref _classes[Math.Min((int)place, _classes.Length - 1)]);
    }

    public void Clear() => Array.Clear(_classes);

    /// <summary>In milliseconds; NaN when nothing was added.</summary>
    public double Percentile(double part)
    {
        var (below, wanted) = (0L, part * Count);
        for (var i = 0; i < _classes.Length; i++)
        {
            below += _classes[i];
            if (below > 0 && below >= wanted)
            {
                return Math.Pow(Growth, i + 1) / 1000;
            }
        }

        return double.NaN;
    }
}
