namespace LiveIp.Plugins.YouTube.Api;

/// <summary>The day by which YouTube counts quota: it begins at midnight in Los Angeles, daylight saving included.</summary>
internal static class PacificDay
{
    private const string Zone = "America/Los_Angeles";

    /// <summary>The date there.</summary>
    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, FindZone()).DateTime);

    /// <summary>From <paramref name="now"/> until the quota is new.</summary>
    public static TimeSpan UntilMidnight(DateTimeOffset now) => Midnight(DateOf(now).AddDays(1)) - now;

    // Daylight saving changes at two in the morning there: midnight exists every day, and once.
    private static DateTimeOffset Midnight(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, FindZone().GetUtcOffset(local));
    }

    private static TimeZoneInfo FindZone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)
            ? zone
            // A system without time zones: an hour off in summer, and only as a waiting time.
            : TimeZoneInfo.CreateCustomTimeZone(Zone, TimeSpan.FromHours(-8), Zone, Zone);
}
