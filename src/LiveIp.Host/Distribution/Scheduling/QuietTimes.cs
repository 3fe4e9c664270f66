using System.Globalization;
using LiveIp.V1;
using Policy = LiveIp.V1.QuietHours.Types.Policy;

namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>When an account is quiet, and what that means for a post.</summary>
internal static class QuietTimes
{
    /// <summary>"23:00"; null for anything else.</summary>
    public static TimeOnly? Parse(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Whether a post of this kind keeps them.</summary>
    public static bool AreKept(QuietHours hours, Post.Types.Kind kind) =>
        hours.Policy != Policy.Ignore && (kind != Post.Types.Kind.LiveNow || hours.LiveNowToo);

    /// <summary>When the quiet hours end in which the instant lies; null when it lies in none.</summary>
    /// <param name="hours">As they passed the border.</param>
    public static DateTimeOffset? EndAt(DateTimeOffset instant, QuietHours hours, TimeZoneInfo zone)
    {
        var (from, to) = (Parse(hours.From)!.Value, Parse(hours.To)!.Value);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        // Those of yesterday may reach into today. As instants, so that a day of 23 or 25 hours needs no rule of its own.
        foreach (var day in (DateOnly[])[today.AddDays(-1), today])
        {
            var begin = WallTime.Resolve(day.ToDateTime(from), zone);
            var end = WallTime.Resolve((to > from ? day : day.AddDays(1)).ToDateTime(to), zone);
            if (begin <= instant && instant < end)
            {
                return end;
            }
        }

        return null;
    }
}
