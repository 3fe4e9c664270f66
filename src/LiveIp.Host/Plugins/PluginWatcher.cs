using LiveIp.Host.Plugins.Unloading;

namespace LiveIp.Host.Plugins;

/// <summary>
/// Scans at start and then every second. A look at a few directories costs next to nothing, and watchers of the operating system miss
/// directories that are swapped.
/// </summary>
internal sealed partial class PluginWatcher(PluginCatalog catalog, UnloadWatch unloads, TimeProvider clock, ILogger<PluginWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _firstScan = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when every directory has been looked at once, and loads or is refused.</summary>
    public Task FirstScan => _firstScan.Task;

    /// <summary>
    /// Comes back when the plugins that are there are loaded, so that connections which start next find them; a plugin that hangs
    /// while it is loaded holds nobody up for longer than <see cref="Patience"/>.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            await FirstScan.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogScanIsSlow(logger, Patience.TotalSeconds);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await catalog.CloseAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                if (await ScanAsync())
                    _firstScan.TrySetResult();
                unloads.Look();
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _firstScan.TrySetCanceled(stoppingToken);
        }
    }

    private async Task<bool> ScanAsync()
    {
        try
        {
            return await catalog.ScanAsync();
        }
        catch (Exception e)
        {
            // The next scan starts afresh; a bad disk must not end the host.
            LogScanFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A scan of the plugin directories failed")]
    private static partial void LogScanFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugins are still being loaded after {Seconds} s; the host goes on without them")]
    private static partial void LogScanIsSlow(ILogger logger, double seconds);
}
