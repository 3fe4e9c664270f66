using LiveIp.V1;

namespace LiveIp.Plugins.Webhook.Payload;

/// <summary>What is streamed when.</summary>
internal sealed record WebhookSchedule(string TimeZone, IReadOnlyList<WebhookSlot> Slots)
{
    public static WebhookSchedule? Of(Schedule? schedule) =>
        schedule is null ? null : new(schedule.TimeZone, [.. schedule.Slots.Select(static s => new WebhookSlot(s.LocalTime, s.Title))]);
}

/// <summary>One broadcast of a schedule.</summary>
/// <param name="LocalTime">By the clocks of the schedule's zone: "2026-05-01T18:00".</param>
/// <param name="Title">One line.</param>
internal sealed record WebhookSlot(string LocalTime, string Title);

/// <summary>How a broadcast was.</summary>
/// <param name="LengthSeconds">Left out where it is not known.</param>
/// <param name="Peaks">The most viewers at one time, platform by platform.</param>
internal sealed record WebhookRecap(double? LengthSeconds, IReadOnlyList<WebhookPeak> Peaks)
{
    public static WebhookRecap? Of(Recap? recap) =>
        recap is null
            ? null
            : new(recap.Length?.ToTimeSpan().TotalSeconds, [.. recap.Peaks.Select(static p => new WebhookPeak(p.Platform, p.Viewers))]);
}

/// <summary>The most viewers at one time on a platform.</summary>
internal sealed record WebhookPeak(string Platform, long Viewers);

/// <summary>A piece of a broadcast.</summary>
/// <param name="Hook">Why to watch it; may be empty.</param>
/// <param name="Source">Title of the broadcast that it is of; may be empty.</param>
internal sealed record WebhookClip(string Hook, string Source)
{
    public static WebhookClip? Of(Clip? clip) => clip is null ? null : new(clip.Hook, clip.Source);
}
