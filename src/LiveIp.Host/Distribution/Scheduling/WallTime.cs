using System.Globalization;

namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>What a clock on the wall of a zone shows. It is kept as it was said: which instant that is can change with the zone's law.</summary>
/// <param name="Local">Of no kind.</param>
/// <param name="Zone">IANA name.</param>
internal sealed record WallTime(DateTime Local, string Zone)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss";

    // Every offset from UTC there has been is smaller.
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public string Text => Local.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>"2026-05-01T18:00" or "2026-05-01T18:00:30"; null for anything else.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(text, [Form, "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        // What lies at the ends of the calendar has no day before or after it to look at.
        && local.Year is > 1 and < 9999
            ? local
            : null;

    /// <summary>
    /// The instant, in UTC. A time that the zone's clocks skip means the first instant after the gap; one that they show twice means the
    /// first of the two.
    /// </summary>
    public static DateTimeOffset Resolve(DateTime local, TimeZoneInfo zone)
    {
        // Only the way from an instant to an offset is asked of the zone: it is exact also where a zone changes its standard time.
        var utc = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(utc - Day), zone.GetUtcOffset(utc + Day));
        if (zone.GetUtcOffset(utc - before) == before)
        {
            return utc - before;
        }

        return zone.GetUtcOffset(utc - after) == after ? utc - after : FirstOf(after, utc - Day, utc + Day, zone);
    }

    /// <summary>The first instant of the new offset.</summary>
    private static DateTimeOffset FirstOf(TimeSpan offset, DateTimeOffset before, DateTimeOffset at, TimeZoneInfo zone)
    {
        while (at - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (at - before) / 2;
            (before, at) = zone.GetUtcOffset(middle) == offset ? (before, middle) : (middle, at);
        }

        return at;
    }
}
