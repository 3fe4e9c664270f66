using LiveIp.Host.Plugins;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>Looks again and again: what the announcer waits for is mostly that time passes.</summary>
internal sealed class AnnouncerWorker(LiveAnnouncer announcer, PluginWatcher plugins, TimeProvider clock, ILogger<AnnouncerWorker> logger)
    : BackgroundService
{
    /// <summary>Broadcasts begin and end seldom, and a look costs little.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that it would look as if half of the networks were not set up.
        await plugins.FirstScan.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Between;
            try
            {
                await announcer.LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "The announcer failed; it looks again in {Seconds} s.", AfterFailure.TotalSeconds);
                pause = AfterFailure;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
