using System.Collections.Concurrent;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution;

/// <summary>
/// Does what is due: one thing at a time per account, be it a post or the change of one, and a bounded number of accounts beside one another.
/// </summary>
internal sealed class OutboxWorker(
    OutboxStore store,
    DeliveryAttempt attempt,
    ChangeStore changes,
    ChangeAttempt changing,
    IExtensionRegistry registry,
    TimeProvider clock,
    ILogger<OutboxWorker> logger,
    ScheduleKeeper? schedules = null,
    OutboxPulse? pulse = null
) : BackgroundService
{
    /// <summary>Accounts that are used at the same time: each may keep a connection and a post in memory for as long as its network takes.</summary>
    internal const int MostAtOnce = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExpireEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeldUp = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromDays(1);

    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private DateTimeOffset _expireAt;
    private DateTimeOffset _tidyAt;

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Changed += Wake;
        registry.Changed += OnExtensionChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = StartLanes(stoppingToken);
                await WaitAsync(next, stoppingToken);
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

    /// <summary>When to look again, if nobody wakes the worker before.</summary>
    private DateTimeOffset StartLanes(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            pulse?.Beat();
            KeepHouse(now);
            var next = Earlier(now + Longest, changes.NextDue(now));
            // They are few, and what stands there is wrong by now: before the posts, of which there may always be another.
            foreach (var change in changes.Due(now).Where(c => IsFree(c.Account)))
            {
                Start(change.Account, change.Delivery.Message.Name, token => changing.RunAsync(change, token), cancellationToken);
            }

            foreach (var lane in store.Lanes())
            {
                if (lane.ReadyAt > now)
                {
                    // They come in the order of this time.
                    return Earlier(next, lane.ReadyAt);
                }

                if (IsFree(lane.Account) && store.Find(lane.DeliveryId) is { } row)
                {
                    Start(lane.Account, row.Message.Name, token => attempt.RunAsync(row, token), cancellationToken);
                }
            }

            return next;
        }
        catch (Exception e)
        {
            logger.LogError(e, "The outbox cannot be read; trying again in {Seconds} s.", Longest.TotalSeconds);
            return now + Longest;
        }
    }

    /// <summary>Whoever ends wakes this loop, so what finds no place now is not forgotten.</summary>
    private bool IsFree(string account) => _busy.Count < MostAtOnce && !_busy.ContainsKey(account);

    private void Start(string account, string delivery, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        _busy[account] = true;
        _lanes[account] = Task.Run(() => RunAsync(account, delivery, run, cancellationToken), CancellationToken.None);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    private void KeepHouse(DateTimeOffset now)
    {
        if (now >= _expireAt)
        {
            store.ExpireLate();
            _expireAt = now + ExpireEvery;
        }

        if (now >= _tidyAt)
        {
            store.Tidy();
            schedules?.Recompute();
            _tidyAt = now + TidyEvery;
        }
    }

    private async Task RunAsync(string account, string delivery, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run(cancellationToken);
            _busy.TryRemove(account, out _);
            Wake();
        }
        catch (Exception e)
        {
            _busy.TryRemove(account, out _);
            // The row stands as far as it came; no wake-up here, or a full disk would make this a hot loop.
            logger.LogError(e, "{Delivery}: what became of it could not be written down.", delivery);
        }
    }

    private async Task WaitAsync(DateTimeOffset next, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow();
        if (next <= before)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A timer counts whole milliseconds; a part of one cut off would only wake the worker too early.
        var sleep = Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((next - before).TotalMilliseconds)), clock, either.Token);
        var wake = _wake.WaitAsync(either.Token);
        // A process that was held up just here has slept a part of the pause already, and the timer does not know.
        if (clock.GetUtcNow() - before < HeldUp)
        {
            await Task.WhenAny(sleep, wake);
        }

        await either.CancelAsync();
        await Task.WhenAll(sleep, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void OnExtensionChanged(string extension)
    {
        store.ReleaseSetUp(extension);
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
