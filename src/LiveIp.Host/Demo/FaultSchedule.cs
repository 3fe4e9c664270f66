namespace LiveIp.Host.Demo;

/// <summary>What goes wrong in <c>demo --faults</c>, and when, as a share of the show.</summary>
internal static class FaultSchedule
{
    /// <summary>YouTube ends every stream after so many seconds.</summary>
    public const int YouTubeStreamLifetimeSeconds = 10;

    private static readonly (double At, object Fault)[] Faults =
    [
        (
            0.03,
            new
            {
                platform = "youtube",
                kind = "duplicate",
                count = 5,
            }
        ),
        (
            0.03,
            new
            {
                platform = "twitch",
                kind = "duplicate",
                count = 5,
            }
        ),
        (
            0.03,
            new
            {
                platform = "bilibili",
                kind = "duplicate",
                count = 5,
            }
        ),
        (
            0.05,
            new
            {
                platform = "youtube",
                kind = "reorder",
                count = 5,
            }
        ),
        (
            0.05,
            new
            {
                platform = "twitch",
                kind = "reorder",
                count = 5,
            }
        ),
        (
            0.05,
            new
            {
                platform = "bilibili",
                kind = "reorder",
                count = 5,
            }
        ),
        (
            0.07,
            new
            {
                platform = "youtube",
                kind = "malformed",
                count = 1,
            }
        ),
        (
            0.07,
            new
            {
                platform = "twitch",
                kind = "malformed",
                count = 1,
            }
        ),
        (
            0.07,
            new
            {
                platform = "bilibili",
                kind = "malformed",
                count = 1,
            }
        ),
        (0.10, new { platform = "twitch", kind = "drop" }),
        (0.13, new { platform = "bilibili", kind = "drop" }),
        (0.16, new { platform = "youtube", kind = "drop" }),
        (0.20, new { platform = "youtube", kind = "unauthorized" }),
        (0.20, new { platform = "twitch", kind = "unauthorized" }),
        (0.23, new { platform = "youtube", kind = "rateLimited" }),
        (0.23, new { platform = "twitch", kind = "rateLimited" }),
        (
            0.27,
            new
            {
                platform = "twitch",
                kind = "stall",
                seconds = 25.0,
            }
        ),
        (
            0.27,
            new
            {
                platform = "bilibili",
                kind = "stall",
                seconds = 25.0,
            }
        ),
        (
            0.27,
            new
            {
                platform = "youtube",
                kind = "stall",
                seconds = 25.0,
            }
        ),
        (0.74, new { platform = "bilibili", kind = "withholdHeartbeat" }),
        (0.78, new { platform = "twitch", kind = "endFeed" }),
        (0.80, new { platform = "bilibili", kind = "endFeed" }),
    ];

    /// <summary>Orders each when its time has come.</summary>
    public static async Task RunAsync(EmulatorChild emulators, TimeSpan show, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        foreach (var (at, fault) in Faults)
        {
            var wait = (show * at) - clock.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            await emulators.OrderFaultAsync(fault, cancellationToken);
        }
    }
}
