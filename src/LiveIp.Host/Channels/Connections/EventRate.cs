namespace LiveIp.Host.Channels.Connections;

/// <summary>Events per second over the last ten seconds, in buckets of one second.</summary>
internal sealed class EventRate(TimeProvider clock)
{
    private const int Buckets = 10;

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Buckets];
    private readonly long[] _seconds = new long[Buckets];

    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                var oldest = Second() - Buckets;
                long sum = 0;
                for (var i = 0; i < Buckets; i++)
                {
                    sum += _seconds[i] > oldest ? _counts[i] : 0;
                }

                return sum / (double)Buckets;
            }
        }
    }

    public void Add(int count)
    {
        lock (_lock)
        {
            var second = Second();
            var i = (int)(second % Buckets);
            _counts[i] = _seconds[i] == second ? _counts[i] + count : count;
            _seconds[i] = second;
        }
    }

    private long Second() => clock.GetUtcNow().ToUnixTimeSeconds();
}
