using LiveIp.Host.Api.Errors;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a post of a kind has to have besides title and text.</summary>
internal static class SlotChecks
{
    private const int MostSlots = 20;
    private const int LongestSlotTitle = 200;
    private const int MostPeaks = 20;
    private const int LongestPlatform = 64;
    private const int LongestLine = 300;

    // Of one that is a year away it could not be told, without its year, which it is.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(364);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="post">Under the field "post".</param>
    /// <param name="now">UTC.</param>
    /// <param name="zones">Of this machine.</param>
    /// <param name="checks">Where to note what is wrong.</param>
    public static void Check(Post post, DateTimeOffset now, TimeZones zones, FieldChecks checks)
    {
        var field = "post." + post.SlotsCase.ToString().ToLowerInvariant();
        if (post.SlotsCase != Post.SlotsOneofCase.None && post.SlotsCase != Of(post.Kind))
        {
            checks.Add(field, "must be absent: it is of another kind of post");
            return;
        }

        switch (post.SlotsCase)
        {
            case Post.SlotsOneofCase.Schedule:
                Schedule(post.Schedule, field, now, zones, checks);
                break;
            case Post.SlotsOneofCase.Recap:
                Recap(post.Recap, field, checks);
                break;
            case Post.SlotsOneofCase.Clip:
                Line(post.Clip.Hook, field + ".hook", checks);
                Line(post.Clip.Source, field + ".source", checks);
                break;
            default:
                checks.Require(post.Kind != Post.Types.Kind.Schedule, "post.schedule", "is needed: say what is streamed when");
                break;
        }
    }

    private static Post.SlotsOneofCase Of(Post.Types.Kind kind) =>
        kind switch
        {
            Post.Types.Kind.Schedule => Post.SlotsOneofCase.Schedule,
            Post.Types.Kind.Recap => Post.SlotsOneofCase.Recap,
            Post.Types.Kind.Clip => Post.SlotsOneofCase.Clip,
            _ => Post.SlotsOneofCase.None,
        };

    private static void Schedule(Schedule schedule, string field, DateTimeOffset now, TimeZones zones, FieldChecks checks)
    {
        checks.Require(schedule.Slots.Count is > 0 and <= MostSlots, $"{field}.slots", $"must be 1 to {MostSlots}");
        var zone = ZoneChecks.Zone(zones, schedule.TimeZone, $"{field}.time_zone", checks);
        for (var i = 0; i < Math.Min(schedule.Slots.Count, MostSlots); i++)
        {
            var (slot, at) = (schedule.Slots[i], $"{field}.slots[{i}]");
            checks.Require(
                slot.Title.Trim().Length > 0 && slot.Title.Length <= LongestSlotTitle && !slot.Title.Any(char.IsControl),
                $"{at}.title",
                $"must be one line of 1 to {LongestSlotTitle} characters"
            );
            if (WallTime.Parse(slot.LocalTime) is not { } local)
            {
                checks.Add($"{at}.local_time", "must be a date and a time of the day in time_zone, as 2026-05-01T18:00");
            }
            else if (zone is not null)
            {
                LocalTime(local, zone, $"{at}.local_time", now, checks);
            }
        }
    }

    private static void LocalTime(DateTime local, TimeZoneInfo zone, string field, DateTimeOffset now, FieldChecks checks)
    {
        var instant = WallTime.Resolve(local, zone);
        checks.Require((instant - now).Duration() < Furthest, field, "must be less than a year from now");
        checks.Require(
            TimeZoneInfo.ConvertTime(instant, zone).DateTime == local,
            field,
            "is skipped by the clocks of time_zone on that day"
        );
    }

    private static void Recap(Recap recap, string field, FieldChecks checks)
    {
        checks.Require(
            recap.Length is null
                || (
                    recap.Length.Seconds >= 1
                    && recap.Length.Seconds < (long)Longest.TotalSeconds
                    && recap.Length.Nanos is >= 0 and < 1_000_000_000
                ),
            $"{field}.length",
            $"must be at least a second and less than {Longest.TotalDays:0} days"
        );
        checks.Require(recap.Peaks.Count <= MostPeaks, $"{field}.peaks", $"at most {MostPeaks}");
        for (var i = 0; i < Math.Min(recap.Peaks.Count, MostPeaks); i++)
        {
            var peak = recap.Peaks[i];
            checks.Require(
                peak.Platform.Trim().Length > 0 && peak.Platform.Length <= LongestPlatform && !peak.Platform.Any(char.IsControl),
                $"{field}.peaks[{i}].platform",
                "must be the id of a platform"
            );
            checks.Require(
                !recap.Peaks.Take(i).Any(p => p.Platform == peak.Platform),
                $"{field}.peaks[{i}].platform",
                "stands there already"
            );
            checks.Require(peak.Viewers > 0, $"{field}.peaks[{i}].viewers", "must be at least 1; leave out what is not known");
        }
    }

    private static void Line(string text, string field, FieldChecks checks) =>
        checks.Require(
            text.Length <= LongestLine && !text.Any(char.IsControl),
            field,
            $"must be one line of at most {LongestLine} characters"
        );
}
