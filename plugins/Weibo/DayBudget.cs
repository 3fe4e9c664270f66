namespace LiveIp.Plugins.Weibo;

/// <summary>
/// How often an account was asked for: an app may ask 100 times a day for each, and who goes on is stopped. Lives as long as the plugin;
/// what it forgets by that, Weibo says again at the first call.
/// </summary>
internal sealed class DayBudget
{
    /// <summary>Calls in a day, by account and app.</summary>
    public const int Calls = 100;

    // Weibo does not say when its day begins.
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _asked = new();
    private string? _token;
    private DateTimeOffset _closedUntil;

    /// <summary>Takes one call; or null with how long it takes until there is one again.</summary>
    public TimeSpan? Take(string token, DateTimeOffset now)
    {
        lock (_gate)
        {
            Begin(token);
            while (_asked.TryPeek(out var oldest) && now - oldest >= Day)
            {
                _asked.Dequeue();
            }

            var until = _asked.Count >= Calls && _asked.Peek() + Day is var full && full > _closedUntil ? full : _closedUntil;
            if (until > now)
            {
                return until - now;
            }

            _asked.Enqueue(now);
            return null;
        }
    }

    /// <summary>Weibo said that it was too much; nothing is asked for so long.</summary>
    public void Close(string token, TimeSpan pause, DateTimeOffset now)
    {
        lock (_gate)
        {
            Begin(token);
            _closedUntil = now + pause;
        }
    }

    private void Begin(string token)
    {
        if (_token != token)
        {
            (_token, _closedUntil) = (token, default);
            _asked.Clear();
        }
    }
}
