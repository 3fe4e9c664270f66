namespace LiveIp.Chaos.Children;

/// <summary>The system's clock with a wall clock that can be set while it runs. Timers and timestamps stay monotonic, as the system's do.</summary>
internal sealed class SettableClock : TimeProvider
{
    private long _offset;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
