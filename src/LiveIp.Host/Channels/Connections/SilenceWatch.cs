namespace LiveIp.Host.Channels.Connections;

/// <summary>
/// Decides that a connection has been silent for too long. Goes by the wall clock on purpose: after a night in which the machine
/// slept, the silence was long although the monotonic clock stood still.
/// </summary>
/// <param name="startLimit">How long an attempt may take to come online, counted from its last sign of life.</param>
internal sealed class SilenceWatch(Hearing hearing, TimeProvider clock, TimeSpan startLimit)
{
    private readonly TaskCompletionSource _tripped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _limit = startLimit.Ticks;
    private long _quietSince = clock.GetUtcNow().UtcTicks;
    private int _held;
    private long _heldSince;
    private volatile bool _online;

    /// <summary>Completes when the silence was too long.</summary>
    public Task Tripped => _tripped.Task;

    public void ComeOnline(TimeSpan maxSilence)
    {
        Interlocked.Exchange(ref _quietSince, clock.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _limit, maxSilence.Ticks);
        _online = true;
    }

    /// <summary>
    /// A sign of life. One that comes after too long a silence trips the watch instead of ending the silence: else a connection
    /// that wakes up a moment before the watchdog looks would hide what it missed.
    /// </summary>
    public void Hear()
    {
        var now = clock.GetUtcNow();
        if (_tripped.Task.IsCompleted || (Volatile.Read(ref _held) == 0 && IsTooLong(now)))
        {
            _tripped.TrySetResult();
            return;
        }

        Interlocked.Exchange(ref _quietSince, now.UtcTicks);
        if (_online)
        {
            hearing.Hear(now);
        }
    }

    /// <summary>The host makes the adapter wait (its queue is full): that is not the platform's silence.</summary>
    public void Hold()
    {
        if (Interlocked.Increment(ref _held) == 1)
        {
            Interlocked.Exchange(ref _heldSince, clock.GetUtcNow().UtcTicks);
        }
    }

    public void Release()
    {
        var waited = clock.GetUtcNow().UtcTicks - Interlocked.Read(ref _heldSince);
        if (Interlocked.Decrement(ref _held) == 0)
        {
            Interlocked.Add(ref _quietSince, Math.Max(waited, 0));
        }
    }

    /// <summary>Looks whenever the limit could have passed; ends when it has, or when cancelled.</summary>
    public async Task RunAsync(TimeSpan every, CancellationToken cancellationToken)
    {
        while (!_tripped.Task.IsCompleted)
        {
            var now = clock.GetUtcNow();
            var quiet = now.UtcTicks - Interlocked.Read(ref _quietSince);
            if (quiet < 0)
            {
                // The wall clock was set back; without this the watch would be blind for as long.
                Interlocked.Exchange(ref _quietSince, now.UtcTicks);
            }
            else if (Volatile.Read(ref _held) == 0 && IsTooLong(now))
            {
                _tripped.TrySetResult();
                return;
            }

            // One tick more than what is left: the limit itself is still allowed. Never longer than `every`, because coming
            // online shortens the limit while this sleeps.
            var left = TimeSpan.FromTicks(Interlocked.Read(ref _limit) - Math.Max(quiet, 0) + TimeSpan.TicksPerMillisecond);
            await Task.Delay(left < every && left > TimeSpan.Zero ? left : every, clock, cancellationToken);
        }
    }

    private bool IsTooLong(DateTimeOffset now) => now.UtcTicks - Interlocked.Read(ref _quietSince) > Interlocked.Read(ref _limit);
}
