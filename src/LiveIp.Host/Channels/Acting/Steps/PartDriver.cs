using System.Collections.Concurrent;

namespace LiveIp.Host.Channels.Acting.Steps;

/// <summary>
/// Drives every part of what a person wants on several channels, parts side by side, from wherever the process before left them. It holds
/// nothing that the store does not.
/// </summary>
/// <param name="signal">Raised after each step.</param>
/// <param name="looks">Between two looks for parts that are new, or due again.</param>
/// <param name="clock">Of the host.</param>
/// <param name="logger">For what nobody expects.</param>
internal abstract class PartDriver(ChangeSignal signal, TimeSpan looks, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Whole, string Channel), Driven> _parts = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>Somebody asked for more: what rests is looked at again.</summary>
    public void Wake()
    {
        foreach (var driven in _parts.Values)
        {
            driven.Ask();
        }

        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>The parts that are not over: the id of the whole, and the channel.</summary>
    protected abstract IReadOnlySet<(string Whole, string Channel)> Unfinished();

    /// <summary>Takes one part one step further.</summary>
    /// <param name="whole">Its id.</param>
    /// <param name="channel">"channels/{id}"</param>
    /// <param name="failures">How many in a row have failed before.</param>
    /// <param name="stoppingToken">When the host stops; nothing is written after it.</param>
    protected abstract Task<StepEnd> StepAsync(string whole, string channel, int failures, CancellationToken stoppingToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var open = Unfinished();
                foreach (var part in open)
                {
                    Drive(part, stoppingToken);
                }

                foreach (var (over, _) in _parts.Where(p => !open.Contains(p.Key) && p.Value.Running.IsCompleted))
                {
                    _parts.TryRemove(over, out _);
                }

                await WaitAsync(looks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "What is under way cannot be read; tried again in {Seconds} s.", AfterFailure.TotalSeconds);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(_parts.Values.Select(static d => d.Running));
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var wait = Task.Delay(time, clock, either.Token);
        await Task.WhenAny(wait, _wake.WaitAsync(either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private void Drive((string Whole, string Channel) key, CancellationToken stoppingToken)
    {
        var driven = _parts.GetOrAdd(key, static _ => new Driven());
        if (driven.Running.IsCompleted && driven.IsDue(clock.GetUtcNow()))
        {
            driven.Running = Task.Run(() => RunAsync(key, driven, stoppingToken), CancellationToken.None);
        }
    }

    /// <summary>Steps until there is something to wait for.</summary>
    private async Task RunAsync((string Whole, string Channel) key, Driven driven, CancellationToken stoppingToken)
    {
        var asked = driven.Begin();
        try
        {
            StepEnd end;
            do
            {
                end = await StepAsync(key.Whole, key.Channel, driven.Failures, stoppingToken);
                driven.Failures = end.IsFailure ? driven.Failures + 1 : 0;
                signal.Raise();
            } while (end.Again == DateTimeOffset.MinValue);

            driven.Rest(end.Again ?? DateTimeOffset.MaxValue, asked);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not answered is looked for at the next start.
        }
        catch (Exception e)
        {
            logger.LogError(e, "A step of {Whole} on {Channel} broke off.", key.Whole, key.Channel);
            driven.Rest(clock.GetUtcNow() + AfterFailure, asked);
        }
    }

    /// <summary>When a part is to be looked at. Somebody may ask for more while it runs, which must not be lost.</summary>
    private sealed class Driven
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _again = DateTimeOffset.MinValue;
        private long _asked;

        /// <summary>Of the loop alone.</summary>
        public Task Running { get; set; } = Task.CompletedTask;

        /// <summary>In a row; of the run alone.</summary>
        public int Failures { get; set; }

        public bool IsDue(DateTimeOffset now)
        {
            lock (_gate)
            {
                return _again <= now;
            }
        }

        public void Ask()
        {
            lock (_gate)
            {
                _asked++;
                _again = DateTimeOffset.MinValue;
            }
        }

        public long Begin()
        {
            lock (_gate)
            {
                return _asked;
            }
        }

        /// <param name="again">When to look.</param>
        /// <param name="asked">As <see cref="Begin"/> answered.</param>
        public void Rest(DateTimeOffset again, long asked)
        {
            lock (_gate)
            {
                _again = asked == _asked ? again : DateTimeOffset.MinValue;
            }
        }
    }
}
