namespace LiveIp.Emulators.Memory;

/// <summary>How the platforms' wall clock differs from the system's.</summary>
/// <param name="OffsetSeconds">So much ahead; behind when negative.</param>
/// <param name="Rate">Its seconds per second of the system.</param>
/// <param name="Since">
/// The system's time at which only the offset applied; the rate counts from then. Two processes with the same setting show the same
/// time, however late one of them was told. Needed with a rate other than 1.
/// </param>
internal sealed record ClockSetting(double OffsetSeconds = 0, double Rate = 1, DateTimeOffset? Since = null)
{
    private const double Century = 3_155_760_000;
    private const double Fastest = 1000;

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    public string? Problem =>
        this switch
        {
            { OffsetSeconds: not (>= -Century and <= Century) } => "offsetSeconds: at most a century (3155760000) to either side.",
            { Rate: not (> 0 and <= Fastest) } => $"rate: more than 0, at most {Fastest}.",
            { Rate: not 1, Since: null } => "since: the system's time from which the rate counts, such as 2026-01-31T20:00:00Z.",
            _ => null,
        };

    /// <summary>What the wall clock shows at a time of the system.</summary>
    public DateTimeOffset Shown(DateTimeOffset system) =>
        (Since is { } since ? since + ((system - since) * Rate) : system) + TimeSpan.FromSeconds(OffsetSeconds);
}
