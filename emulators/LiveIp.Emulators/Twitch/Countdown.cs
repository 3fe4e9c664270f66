namespace LiveIp.Emulators.Twitch;

/// <summary>What happens by itself after a while: one thing at a time, and nothing after the server has stopped.</summary>
internal sealed class Countdown(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private ITimer? _running;
    private bool _isOver;

    /// <summary>To be called once: nothing outlives whoever serves these endpoints.</summary>
    public void EndWith(IEndpointRouteBuilder endpoints) =>
        endpoints
            .ServiceProvider.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(() =>
            {
                lock (_gate)
                {
                    _isOver = true;
                    _running?.Dispose();
                }
            });

    /// <summary>In place of what was to happen before.</summary>
    /// <param name="act">May happen once more although it was just replaced or stopped.</param>
    public void Start(TimeSpan wait, Action act)
    {
        lock (_gate)
        {
            _running?.Dispose();
            _running = _isOver ? null : clock.CreateTimer(_ => act(), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _running?.Dispose();
            _running = null;
        }
    }
}
