using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace LiveIp.Host.Operations.Running;

/// <summary>
/// Tells systemd twice per WatchdogSec that this process still runs its work; see sd_watchdog_enabled(3). It says nothing of the
/// platforms or the disk: a restart would help neither.
/// </summary>
internal sealed class SystemdWatchdog(TimeProvider clock, ISystemdNotifier notifier) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Interval() is not { } interval)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            do
            {
                notifier.Notify(Alive);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end is announced by the lifetime, and has a time limit of its own.
        }
    }

    private static TimeSpan? Interval() =>
        long.TryParse(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var microseconds
        )
        && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2.0)
            : null;
}
