using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Distribution.Returns;

/// <summary>Looks at posts when their time has come: one at a time on each network, networks beside one another.</summary>
internal sealed class ReturnWorker(
    ReturnStore store,
    ReturnLook look,
    BroadcastSpread spread,
    TimeProvider clock,
    ILogger<ReturnWorker> logger
) : BackgroundService
{
    /// <summary>Of one round; the rest waits for the next.</summary>
    private const int Most = 200;

    /// <summary>Between rounds. Each asks two small tables, and writes what has changed.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "What came back of posts could not be read or written; trying again.");
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Everything that is due now. One round at a time: two would look at the same posts.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            store.Enlist();
            await Task.WhenAll(
                store
                    .Due(Most)
                    .GroupBy(static d => d.Distributor, StringComparer.Ordinal)
                    .Select(lane => LookAsync([.. lane], cancellationToken))
            );
            await spread.UpdateAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LookAsync(IReadOnlyList<DueReturn> lane, CancellationToken cancellationToken)
    {
        foreach (var due in lane)
        {
            if (cancellationToken.IsCancellationRequested || !await look.RunAsync(due, cancellationToken))
            {
                return;
            }
        }
    }
}
