namespace LiveIp.Emulators.Memory;

/// <summary>
/// The one clock of all platforms: the system's, with a wall clock that can be set to another day and made to run faster. Timers and
/// timestamps stay the system's. Shows the past while a platform that was killed goes over it again, before it serves.
/// </summary>
internal sealed class EmulatorClock : TimeProvider
{
    private volatile ClockSetting _setting = new();
    private DateTimeOffset? _past;

    public ClockSetting Setting
    {
        get => _setting;
        set => _setting = value;
    }

    /// <summary>What it shows when it is not rewound.</summary>
    public DateTimeOffset Present => _setting.Shown(base.GetUtcNow());

    /// <summary>Shows this time until <see cref="Return"/>. Timers and timestamps are not touched.</summary>
    public void Rewind(DateTimeOffset to) => _past = to;

    public void Return() => _past = null;

    public override DateTimeOffset GetUtcNow() => _past ?? Present;
}
