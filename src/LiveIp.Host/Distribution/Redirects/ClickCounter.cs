using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>
/// Gathers clicks and stores them every few seconds, so that a link that everybody clicks on is no write for each. A kill loses those
/// seconds.
/// </summary>
internal sealed class ClickCounter(RedirectStore store, TimeProvider clock, ILogger<ClickCounter> logger) : BackgroundService
{
    /// <summary>Tokens that wait at the same time; clicks on others are redirected, and not counted until there is room.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _clicks = new(StringComparer.Ordinal);

    public void Count(string token)
    {
        if (_clicks.Count < Most || _clicks.ContainsKey(token))
        {
            _clicks.AddOrUpdate(token, 1, static (_, count) => count + 1);
        }
    }

    /// <summary>Stores what was gathered.</summary>
    public void Flush()
    {
        var taken = new Dictionary<string, long>();
        foreach (var token in _clicks.Keys)
        {
            if (_clicks.TryRemove(token, out var count))
            {
                taken[token] = count;
            }
        }

        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            store.Count(taken);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Clicks could not be stored; they wait.");
            foreach (var (token, count) in taken)
            {
                _clicks.AddOrUpdate(token, count, (_, more) => more + count);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Flush();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Flush();
        }
    }
}
