namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>
/// Computes anew when posts leave that were scheduled by a wall clock: a zone's law may have changed since. At the start of the host
/// and once a day.
/// </summary>
internal sealed class ScheduleKeeper(OutboxStore store, TimeZones zones, ILogger<ScheduleKeeper> logger)
{
    private volatile string? _problem;

    /// <summary>A sentence when a zone of a scheduled post cannot be found; its posts leave at the instant that was computed last.</summary>
    public string? Problem => _problem;

    public void Recompute()
    {
        zones.Refresh();
        string? problem = null;
        foreach (var schedule in store.Schedules())
        {
            if (zones.Find(schedule.At.Zone) is not { } zone)
            {
                problem = zones.HasData
                    ? $"The time zone '{schedule.At.Zone}' of a scheduled post is not known here any more; it leaves at the time computed before."
                    : $"{TimeZones.MissingText} Scheduled posts leave at the times computed before.";
                continue;
            }

            var now = WallTime.Resolve(schedule.At.Local, zone);
            if (now != schedule.Instant)
            {
                var moved = store.Reschedule(schedule, now);
                logger.LogWarning(
                    "The law of {Zone} has changed: {Local} is now {Now}, not {Before}; {Count} deliveries moved.",
                    schedule.At.Zone,
                    schedule.At.Text,
                    now,
                    schedule.Instant,
                    moved
                );
            }
        }

        if (problem is not null)
        {
            logger.LogError("{Problem}", problem);
        }

        _problem = problem;
    }
}
