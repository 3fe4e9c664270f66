namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>A token bucket for each client and user that refills evenly over a minute; every call costs one point.</summary>
internal sealed class RateLimiter(int perMinute, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Points, DateTimeOffset At)> _buckets = [];

    public int PerMinute => perMinute;

    /// <summary>Whether the call may pass, what is left, and when the bucket is full (or holds a point again, when refused).</summary>
    public (bool Allowed, int Remaining, DateTimeOffset Reset) Take(string key)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (points, at) = _buckets.GetValueOrDefault(key, (perMinute, now));
            // Set back, the wall clock refills nothing and takes nothing away.
            points = Math.Min(perMinute, points + (Math.Max((now - at).TotalMinutes, 0) * perMinute));
            var allowed = points >= 1;
            points -= allowed ? 1 : 0;
            _buckets[key] = (points, now);
            var missing = allowed ? perMinute - points : 1 - points;
            return (allowed, (int)points, now.AddMinutes(missing / perMinute));
        }
    }
}
