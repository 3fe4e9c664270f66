namespace LiveIp.Host.Distribution.Health;

/// <summary>When the worker last looked. One that is stuck, or has ended, looks no more.</summary>
internal sealed class OutboxPulse(TimeProvider clock)
{
    private long _ticks = clock.GetUtcNow().UtcTicks;

    /// <summary>Before the first look, when the host was composed.</summary>
    public DateTimeOffset Last => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Beat() => Interlocked.Exchange(ref _ticks, clock.GetUtcNow().UtcTicks);
}
