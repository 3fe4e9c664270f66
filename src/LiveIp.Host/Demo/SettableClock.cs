namespace LiveIp.Host.Demo;

/// <summary>
/// The system's clock with a wall clock that can be set, and made to run faster, while a host goes by it. Timers and timestamps stay
/// monotonic, as the system's do.
/// </summary>
internal sealed class SettableClock : TimeProvider
{
    private volatile Setting _setting = new(TimeSpan.Zero, 1, DateTimeOffset.UnixEpoch);

    /// <summary>How far it is off the system's clock; as last set, where it runs faster. Setting it makes it run as the system's.</summary>
    public TimeSpan Offset
    {
        get => _setting.Offset;
        set => _setting = new Setting(value, 1, DateTimeOffset.UnixEpoch);
    }

    /// <summary>The system's own time.</summary>
    public DateTimeOffset SystemNow => base.GetUtcNow();

    /// <summary>Off by so much at this time of the system, and from then on running at this rate.</summary>
    public void Run(TimeSpan offset, double rate, DateTimeOffset since) => _setting = new Setting(offset, rate, since);

    public override DateTimeOffset GetUtcNow() => _setting.Shown(base.GetUtcNow());

    private sealed record Setting(TimeSpan Offset, double Rate, DateTimeOffset Since)
    {
        public DateTimeOffset Shown(DateTimeOffset system) => (Rate == 1 ? system : Since + ((system - Since) * Rate)) + Offset;
    }
}
