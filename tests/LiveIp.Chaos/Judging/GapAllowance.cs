using LiveIp.Chaos.Schedules;

namespace LiveIp.Chaos.Judging;

/// <summary>
/// How many seconds of gap a schedule explains on a platform. Without it a host that calls everything a gap would never be wrong.
/// </summary>
internal static class GapAllowance
{
    /// <summary>A gap begins a second before the last sign of life, which may be a second old.</summary>
    private const double Edge = 2;

    /// <summary>From an adapter's start to its being online, and a process's start on a busy machine.</summary>
    private const double Connecting = 2.5;
    private const double ProcessStart = 7;

    /// <summary>How long a host with a stalled connection waits at most before it says so: Twitch's keepalive and its slack.</summary>
    private const double Notice = 8;

    /// <summary>Between two attempts.</summary>
    private const double LongestPause = 8;

    /// <summary>A start of a Bilibili session that was refused for coming too soon is tried again after this.</summary>
    private const double CoolDown = 4;

    /// <summary>
    /// A host that is killed while Bilibili answers its start leaves a session whose id nobody knows: the room is taken until it dies by
    /// itself.
    /// </summary>
    private const double OrphanedSession = 60;

    /// <summary>In seconds; 0 for a platform that nothing happened to.</summary>
    public static double Of(Schedule schedule, string platform)
    {
        var meets = schedule.Faults.Where(f => f.Platform is null || f.Platform == platform).ToList();
        var failures = 0;
        var seconds = 0.0;
        foreach (var fault in meets)
        {
            var (costs, attempts) = fault.Kind switch
            {
                FaultKind.Duplicate or FaultKind.Reorder => (0.0, 0),
                FaultKind.Drop or FaultKind.EndFeed or FaultKind.Unauthorized => (Edge + Connecting, 1),
                // Each of the refused calls may be the one that a connection needs.
                // Bilibili does not say how long "too many calls" lasts; the adapter waits half a minute each time.
                FaultKind.RateLimited when platform == "bilibili" => (Edge + Connecting + (30.0 * fault.Count), fault.Count),
                FaultKind.RateLimited or FaultKind.ServerError => (Edge + Connecting, fault.Count),
                FaultKind.Stall => (Edge + Notice + Connecting, 1),
                FaultKind.KillHost => (Edge + fault.Length.TotalSeconds + ProcessStart + Connecting, 1),
                // Attempts fail at once while it lasts, and pauses have full jitter: the longest may begin just before its end.
                FaultKind.KillPlatform => (Edge + fault.Length.TotalSeconds + ProcessStart + LongestPause + Connecting, 0),
                FaultKind.FullDisk => (Edge + fault.Length.TotalSeconds + LongestPause + Connecting, 0),
                // While the clock is far off Bilibili refuses every call; a jump is also a silence as long as the jump.
                FaultKind.ClockJump => (Edge + ClockCost(fault, platform) + Connecting, 3),
                _ => throw new InvalidOperationException($"{fault.Kind} has no allowance."),
            };
            seconds += costs;
            failures += attempts;
        }

        // The pauses between attempts double with every failure: half a second, one, two, and so on.
        return seconds
            + Enumerable.Range(0, failures).Sum(static k => Math.Min(LongestPause, 0.5 * Math.Pow(2, k)))
            + (platform == "bilibili" && seconds > 0 ? CoolDown : 0)
            + (platform == "bilibili" && meets.Exists(static f => f.Kind == FaultKind.KillHost) ? OrphanedSession : 0);
    }

    private static double ClockCost(PlannedFault jump, string platform) =>
        platform == "bilibili" && jump.Jump.Duration() > TimeSpan.FromMinutes(10) ? jump.Length.TotalSeconds : 0;
}
