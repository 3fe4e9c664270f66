using System.Globalization;
using CsCheck;
using LiveIp.Host.Distribution.Scheduling;

namespace LiveIp.Host.Tests.Distribution.Scheduling;

/// <summary>Which instant a clock on a wall means.</summary>
public sealed class WallTimeTests
{
    // Half an hour of summer time, two hours of it, none, one that ends its winter time for Ramadan, and offsets of odd minutes.
    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Asia/Shanghai",
        "Pacific/Chatham",
        "UTC",
    ];

    [Theory]
    [InlineData("Asia/Shanghai", "2026-05-01T18:00", "2026-05-01T10:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59")]
    // Skipped: the clocks go from two to three.
    [InlineData("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:59:59", "2026-03-29T01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00")]
    // Twice: the clocks go from three back to two.
    [InlineData("Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00")]
    // Samoa went over the date line and had no 30 December.
    [InlineData("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00")]
    public void A_gap_means_its_end_and_an_overlap_the_first(string zone, string local, string utc)
    {
        var instant = WallTime.Resolve(WallTime.Parse(local)!.Value, new TimeZones().Find(zone)!);

        Assert.Equal(utc, instant.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Fact]
    public void Any_minute_near_any_change_of_any_zone_is_the_first_instant_at_which_the_clock_shows_it_or_has_gone_past()
    {
        var changes = Zones.SelectMany(static name => Changes(new TimeZones().Find(name)!).Select(at => (Zone: name, At: at))).ToArray();
        Assert.True(changes.Length > 30, "there are zones with changes");
        Gen.Select(Gen.Int[0, changes.Length - 1], Gen.Int[-200, 200])
            .Sample(
                (i, minutes) =>
                {
                    var zone = new TimeZones().Find(changes[i].Zone)!;
                    var local = Shown(changes[i].At, zone).AddMinutes(minutes);

                    Assert.Equal(FirstShown(local, zone), WallTime.Resolve(local, zone));
                },
                iter: 2000
            );
    }

    [Theory]
    [InlineData("2026-05-01")]
    [InlineData("2026-05-01T18:00Z")]
    [InlineData("2026-05-01T18:00+08:00")]
    [InlineData("2026-02-30T18:00")]
    [InlineData("2026-05-01T24:00")]
    [InlineData("2026-05-01 18:00")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    [InlineData("")]
    public void Anything_but_a_date_and_a_time_is_none(string text) => Assert.Null(WallTime.Parse(text));

    [Theory]
    [InlineData("China Standard Time")]
    [InlineData("../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("posixrules.")]
    [InlineData("Asia/Nowhere")]
    [InlineData("")]
    public void Only_a_name_of_IANA_names_a_zone(string name) => Assert.Null(new TimeZones().Find(name));

    /// <summary>From the definition, a minute at a time.</summary>
    private static DateTimeOffset FirstShown(DateTime local, TimeZoneInfo zone)
    {
        var begin = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-15);
        var instants = Enumerable.Range(0, 30 * 60).Select(m => begin.AddMinutes(m)).ToList();
        return instants.Where(i => Shown(i, zone) == local).Select(static i => (DateTimeOffset?)i).FirstOrDefault()
            ?? instants.First(i => Shown(i, zone) > local && Shown(i.AddMinutes(-1), zone) < local);
    }

    private static DateTime Shown(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static IEnumerable<DateTimeOffset> Changes(TimeZoneInfo zone)
    {
        var begin = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return Enumerable
            .Range(1, 3 * 365 * 24)
            .Select(h => begin.AddHours(h))
            .Where(at => zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddHours(-1)));
    }
}
