namespace LiveIp.Emulators.Faults;

/// <summary>Makes one platform's API answers late while <see cref="FaultKind.Slow"/> lasts.</summary>
internal sealed class SlowAnswers
{
    private readonly TimeProvider _clock;
    private DateTimeOffset _until;
    private TimeSpan _delay;

    public SlowAnswers(string platform, FaultBoard faults, TimeProvider clock)
    {
        _clock = clock;
        faults.Ordered += fault =>
        {
            if (fault.Platform == platform && fault.Kind == FaultKind.Slow)
            {
                _delay = TimeSpan.FromMilliseconds(fault.Milliseconds);
                _until = clock.GetUtcNow().AddSeconds(fault.Seconds);
            }
        };
    }

    public Task WaitAsync(CancellationToken cancellationToken) =>
        _clock.GetUtcNow() < _until ? Task.Delay(_delay, _clock, cancellationToken) : Task.CompletedTask;
}
