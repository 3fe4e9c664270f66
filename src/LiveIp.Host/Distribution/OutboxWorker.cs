using System.Collections.Concurrent;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution;

/// <summary>Sends what is due: one delivery at a time per distributor, distributors beside one another.</summary>
internal sealed class OutboxWorker(
    OutboxStore store,
    DeliveryAttempt attempt,
    IExtensionRegistry registry,
    TimeProvider clock,
    ILogger<OutboxWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0, 1);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Tidy();
        store.Changed += Wake;
        registry.Changed += OnExtensionChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = StartLanes(stoppingToken);
                await WaitAsync(pause, stoppingToken);
            }
        }
        finally
        {
            store.Changed -= Wake;
            registry.Changed -= OnExtensionChanged;
            // Cancelled by the token; what gave no answer stays SENDING, and the next start finds out what became of it.
            await Task.WhenAll(_lanes.Values);
        }
    }

    private TimeSpan StartLanes(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var row in store.Due())
            {
                if (_busy.TryAdd(row.Message.Distributor, true))
                {
                    _lanes[row.Message.Distributor] = Task.Run(() => SendAsync(row, cancellationToken), CancellationToken.None);
                }
            }

            var next = store.NextDue() - clock.GetUtcNow();
            return next < Longest ? next.Value : Longest;
        }
        catch (Exception e)
        {
            logger.LogError(e, "The outbox cannot be read; trying again in {Seconds} s.", Longest.TotalSeconds);
            return Longest;
        }
    }

    private async Task SendAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        try
        {
            await attempt.RunAsync(row, cancellationToken);
            _busy.TryRemove(row.Message.Distributor, out _);
            Wake();
        }
        catch (Exception e)
        {
            _busy.TryRemove(row.Message.Distributor, out _);
            // The row stands as SENDING or PENDING, as far as it came; no wake-up here, or a full disk would make this a hot loop.
            logger.LogError(e, "{Delivery}: what became of it could not be written down.", row.Message.Name);
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), clock, either.Token);
        var wake = _wake.WaitAsync(either.Token);
        await Task.WhenAny(sleep, wake);
        await either.CancelAsync();
        await Task.WhenAll(sleep, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void OnExtensionChanged(string extension) => Wake();

    private void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }
}
