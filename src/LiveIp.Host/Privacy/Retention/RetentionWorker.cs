namespace LiveIp.Host.Privacy.Retention;

/// <summary>Sweeps at start, every day, and when a rule was changed.</summary>
internal sealed class RetentionWorker(RetentionSweep sweep, RetentionRules rules, TimeProvider clock, ILogger<RetentionWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>When the last sweep ended well; null before the first.</summary>
    public DateTimeOffset? SweptAt { get; private set; }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        rules.Changed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await SweepAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(pause, stoppingToken).ConfigureAwait(false);
            }
        }
        finally
        {
            rules.Changed -= Wake;
        }
    }

    private async Task<TimeSpan> SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
            SweptAt = clock.GetUtcNow();
            return Day;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "Content that is over age could not be removed; tried again in {Minutes} min.", AfterFailure.TotalMinutes);
            return AfterFailure;
        }
        catch (OperationCanceledException)
        {
            return Day;
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(pause, clock, either.Token);
        var wake = _changed.WaitAsync(either.Token);
        await Task.WhenAny(sleep, wake).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(sleep, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }
}
