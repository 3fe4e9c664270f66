namespace LiveIp.Host.Quotas;

/// <summary>A day in a time zone, from midnight to midnight: of 23, 24 or 25 hours.</summary>
internal readonly record struct ZonedDay
{
    private ZonedDay(DateOnly date, DateTimeOffset begin, DateTimeOffset end) => (Date, Begin, End) = (date, begin, end);

    public DateOnly Date { get; }

    public DateTimeOffset Begin { get; }

    public DateTimeOffset End { get; }

    /// <param name="time">Any moment of the day.</param>
    /// <param name="zone">IANA name.</param>
    public static ZonedDay Of(DateTimeOffset time, string zone)
    {
        // A system without time zones goes by UTC: hours off, and only as a waiting time.
        var info = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, info).DateTime);
        return new(date, Midnight(date, info), Midnight(date.AddDays(1), info));
    }

    // Where the clocks go forward at midnight the day begins at one.
    private static DateTimeOffset Midnight(DateOnly date, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
