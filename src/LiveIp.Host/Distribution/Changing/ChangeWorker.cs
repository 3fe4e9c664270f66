using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>Makes the changes that are due: one at a time per distributor, distributors beside one another.</summary>
internal sealed class ChangeWorker(
    ChangeStore store,
    OutboxStore outbox,
    ChangeAttempt attempt,
    IExtensionRegistry registry,
    TimeProvider clock,
    ILogger<ChangeWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ChangeSignal _signal = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Changed += _signal.Raise;
        // What was being sent when its change was asked for has arrived.
        outbox.Settled += _signal.Raise;
        outbox.Changed += _signal.Raise;
        registry.Changed += OnExtensionChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = _signal.Next;
                var pause = await RoundAsync(stoppingToken);
                await WaitAsync(next, pause, stoppingToken);
            }
        }
        finally
        {
            store.Changed -= _signal.Raise;
            outbox.Settled -= _signal.Raise;
            outbox.Changed -= _signal.Raise;
            registry.Changed -= OnExtensionChanged;
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var due = store.Due();
            await Task.WhenAll(due.GroupBy(static d => d.Delivery.Message.Distributor).Select(lane => LaneAsync(lane, cancellationToken)));
            var next = store.NextDue() - clock.GetUtcNow();
            return next < Longest ? next.Value : Longest;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A full disk, or a row that cannot be read: not to be tried in a hot loop.
            logger.LogError(e, "Changes to posts cannot be read or written down; trying again in {Seconds} s.", Longest.TotalSeconds);
            return Longest;
        }
    }

    private async Task LaneAsync(IEnumerable<WantedChange> lane, CancellationToken cancellationToken)
    {
        foreach (var change in lane.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            await attempt.RunAsync(change, cancellationToken);
        }
    }

    private async Task WaitAsync(Task next, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), clock, either.Token));
        await either.CancelAsync();
    }

    private void OnExtensionChanged(string extension) => _signal.Raise();
}
