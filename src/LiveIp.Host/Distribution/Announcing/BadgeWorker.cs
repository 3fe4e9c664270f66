namespace LiveIp.Host.Distribution.Announcing;

/// <summary>Keeps live badges up beside the announcer, which waits for no network.</summary>
internal sealed class BadgeWorker(LiveBadges badges, TimeProvider clock, ILogger<BadgeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await badges.LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "Live badges could not be looked after.");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
