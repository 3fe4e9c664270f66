namespace LiveIp.Host.Metrics;

/// <summary>
/// From, and up to but not with. Gauges are read to the millisecond; what is counted is kept per minute, so for counts the stretch
/// begins with the minute that it starts in and ends with the minute that it ends in.
/// </summary>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To)
{
    public long FromMilliseconds => From.ToUnixTimeMilliseconds();

    public long ToMilliseconds => To.ToUnixTimeMilliseconds();

    public long FromMinute => (long)Math.Floor(FromMilliseconds / 60_000.0);

    public long ToMinute => (long)Math.Ceiling(ToMilliseconds / 60_000.0);

    /// <summary>Without what lies ahead: nothing can be held into the future.</summary>
    public Stretch Until(DateTimeOffset now) => To <= now ? this : this with { To = now > From ? now : From };
}
