using LiveIp.Host.Events;

namespace LiveIp.Host.Broadcasts;

/// <summary>Reads the log as it grows, so that nobody who asks has to wait for that.</summary>
internal sealed class BroadcastFollower(
    SqliteEventLog log,
    BroadcastDirectory directory,
    TimeProvider clock,
    ILogger<BroadcastFollower> logger
) : BackgroundService
{
    /// <summary>Broadcasts begin and end seldom; whoever asks meanwhile makes the directory read on at once.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private int _stopped;

    /// <summary>The log is still open: it was registered first, and stops last.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        try
        {
            await directory.FollowAsync(always: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EventLogException or OperationCanceledException)
        {
            // It is read again at the next start.
            logger.LogWarning(e, "How far the broadcasts are read could not be stored.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var through = await directory.FollowAsync(always: false, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(false);
                await log.WaitForMoreAsync(through, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "The broadcasts cannot follow the log; tried again in {Seconds} s.", AfterFailure.TotalSeconds);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
