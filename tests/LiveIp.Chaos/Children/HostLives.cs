using System.Collections.Concurrent;
using LiveIp.Chaos.Judging;

namespace LiveIp.Chaos.Children;

/// <summary>The host over all of its lives on one data directory: killed, started again, its clock set.</summary>
internal sealed class HostLives(string data, ClockHistory clock) : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(0.5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private HostChild? _child;

    /// <summary>All that any of them printed.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>The present life.</summary>
    /// <exception cref="InvalidOperationException">It is dead.</exception>
    public HostChild Present => _child ?? throw new InvalidOperationException("The host does not run.");

    /// <summary>Starts it; one that cannot start (the disk is full) is tried again, as a service manager does.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((_child = await HostChild.StartAsync(data, clock.Offset, Said, cancellationToken)) is null)
        {
            if (TimeProvider.System.GetElapsedTime(start) > StartWithin)
            {
                throw new InvalidOperationException("The host does not start: " + Said.LastOrDefault());
            }

            await Task.Delay(RestartPause, cancellationToken);
        }
    }

    /// <summary>SIGKILL, and a new life after the pause.</summary>
    public async Task KillAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Said.Enqueue("--- kill -9 ---");
            await Present.KillAsync();
            await Present.DisposeAsync();
            _child = null;
            await Task.Delay(pause, cancellationToken);
            await StartAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sets the wall clock to so much off the true time. One that is dead begins its next life with it.</summary>
    public async Task SetClockAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await Present.SetClockAsync(offset, cancellationToken);
            clock.Set(offset);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is { } child)
        {
            await child.DisposeAsync();
        }

        _turn.Dispose();
    }
}
