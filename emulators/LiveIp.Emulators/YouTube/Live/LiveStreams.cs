using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections.Features;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>One open streamed chat.</summary>
internal sealed class LiveStream(HttpContext http, CancellationTokenSource end, Action<LiveStream> closed) : IDisposable
{
    /// <summary>Cancelled when the platform wants to end the stream with OK.</summary>
    public CancellationToken Ended => end.Token;

    /// <summary>The token that it was opened with is good no longer: it ends with UNAUTHENTICATED.</summary>
    public bool IsExpired { get; private set; }

    public void End() => end.Cancel();

    public void Expire()
    {
        IsExpired = true;
        end.Cancel();
    }

    /// <summary>Breaks the connection under it; other streams on the same connection go with it, as they would.</summary>
    public void Drop()
    {
        http.Abort();
        http.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    public void Dispose()
    {
        closed(this);
        end.Dispose();
    }
}

/// <summary>All open streams, for what happens to them together.</summary>
internal sealed class LiveStreams(TimeSpan? lifetime, TimeProvider clock)
{
    private readonly ConcurrentDictionary<LiveStream, byte> _open = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _silentUntil;

    public int Count => _open.Count;

    public LiveStream Open(HttpContext http)
    {
        var end = lifetime is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        var stream = new LiveStream(http, end, closed => _open.TryRemove(closed, out _));
        _open[stream] = 0;
        return stream;
    }

    public void DropAll() => ForEach(stream => stream.Drop());

    public void ExpireAll() => ForEach(stream => stream.Expire());

    public void EndAll() => ForEach(stream => stream.End());

    /// <summary>Nothing is written for so long; the streams then go on from their cursors.</summary>
    public void Stall(TimeSpan duration)
    {
        lock (_gate)
        {
            _silentUntil = clock.GetUtcNow() + duration;
        }
    }

    /// <summary>Completes when streams may write.</summary>
    public async Task WhenSpeakingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_gate)
            {
                wait = _silentUntil - clock.GetUtcNow();
            }

            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private void ForEach(Action<LiveStream> action)
    {
        foreach (var stream in _open.Keys)
        {
            try
            {
                action(stream);
            }
            catch (ObjectDisposedException)
            {
                // It closed by itself in this moment: there is nothing left to end.
                _open.TryRemove(stream, out _);
            }
        }
    }
}
