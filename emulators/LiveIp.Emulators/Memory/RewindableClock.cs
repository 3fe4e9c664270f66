namespace LiveIp.Emulators.Memory;

/// <summary>The system's clock. Set back while a platform that was killed goes over its past again, before it serves.</summary>
internal sealed class RewindableClock : TimeProvider
{
    private DateTimeOffset? _past;

    /// <summary>Shows this time until <see cref="Return"/>. Timers and timestamps are not touched.</summary>
    public void Rewind(DateTimeOffset to) => _past = to;

    public void Return() => _past = null;

    public override DateTimeOffset GetUtcNow() => _past ?? base.GetUtcNow();
}
