using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>The ordered faults that meet every call of the API, in the order in which a call meets them.</summary>
internal sealed class Disturbances
{
    private readonly FaultBoard _faults;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private DateTimeOffset _slowUntil;
    private TimeSpan _delay;

    public Disturbances(FaultBoard faults, TimeProvider clock)
    {
        _faults = faults;
        _clock = clock;
    }

    public bool Take(FaultKind kind) => _faults.Take(YouTubeStage.Name, kind);

    /// <summary>As <see cref="FaultBoard.LosesAnswer"/>. Reads lose their answers as well, where so many were ordered to.</summary>
    public bool LosesAnswer(string operation, bool acting) =>
        acting ? _faults.LosesAnswer(YouTubeStage.Name, operation) : Take(FaultKind.LoseAnswer);

    /// <summary>How long the last fault of this kind was ordered to take.</summary>
    public TimeSpan LengthOf(FaultKind kind) => _faults.LengthOf(YouTubeStage.Name, kind);

    /// <summary>For so long, every answer comes late by <paramref name="delay"/>.</summary>
    public void Slow(TimeSpan duration, TimeSpan delay)
    {
        lock (_gate)
        {
            _slowUntil = _clock.GetUtcNow() + duration;
            _delay = delay;
        }
    }

    public Task DelayAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay;
        lock (_gate)
        {
            delay = _clock.GetUtcNow() < _slowUntil ? _delay : TimeSpan.Zero;
        }

        return delay > TimeSpan.Zero ? Task.Delay(delay, _clock, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Throws what the front of the platform throws before it looks at a call.</summary>
    public void Refuse()
    {
        if (Take(FaultKind.ServerError))
        {
            throw ApiErrors.Backend();
        }

        if (Take(FaultKind.RateLimited))
        {
            throw ApiErrors.RateLimited();
        }
    }
}
