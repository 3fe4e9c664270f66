using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Placement;

/// <summary>
/// Compares the channels that should be followed (storage) with those that are (placement), on every change and every five
/// seconds, and makes them agree. A lost signal costs five seconds and no more.
/// </summary>
internal sealed class ChannelReconciler(
    ChannelStore store,
    IConnectionPlacement placement,
    ConnectionBoard board,
    IExtensionRegistry registry,
    ISecretVault vault,
    TokenBook tokens,
    TimeProvider clock,
    ILogger<ChannelReconciler> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _wake = new(0, 1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Left by a process that ended while it made or deleted a channel. Before any call can come in that makes another.
        foreach (var owner in store.Doomed())
        {
            foreach (var account in AccountOwner.All(owner))
            {
                vault.Forget(account);
            }

            store.Undoom(owner);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Changed += Wake;
        registry.Changed += OnExtensionChanged;
        try
        {
            while (true)
            {
                await ReconcileSafelyAsync();
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogInformation("Stopping all connections.");
        }
        finally
        {
            store.Changed -= Wake;
            registry.Changed -= OnExtensionChanged;
            await Task.WhenAll(placement.Running.Select(placement.StopAsync));
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private async Task ReconcileSafelyAsync()
    {
        try
        {
            await ReconcileAsync();
        }
        catch (Exception e)
        {
            logger.LogError(e, "Could not compare channels with connections; trying again in {Seconds} s.", Period.TotalSeconds);
        }
    }

    private async Task ReconcileAsync()
    {
        var channels = store.All();
        var wanted = channels.Where(static c => c.Enabled).ToDictionary(static c => c.Name, StringComparer.Ordinal);
        await Task.WhenAll(placement.Running.Where(name => !wanted.ContainsKey(name)).Select(placement.StopAsync));

        foreach (var channel in channels)
        {
            board.Of(channel);
        }

        foreach (var channel in wanted.Values)
        {
            placement.Start(channel);
        }

        placement.FollowPlugins();
        ForgetDeleted(channels);
    }

    private void ForgetDeleted(IReadOnlyList<ChannelRecord> channels)
    {
        var known = channels.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in board.All().Select(static c => c.Channel).Where(name => !known.Contains(name)))
        {
            board.Remove(name);
            tokens.Remove(name);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(Period, clock, either.Token);
        var wake = _wake.WaitAsync(either.Token);
        await Task.WhenAny(pause, wake);
        await either.CancelAsync();
        await Task.WhenAll(pause, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void OnExtensionChanged(string extension)
    {
        placement.RestartPlatform(extension);
        Wake();
    }

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
