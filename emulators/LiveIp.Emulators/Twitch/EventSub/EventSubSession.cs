using System.Net.WebSockets;
using System.Threading.Channels;
using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>One connected WebSocket: a reader that allows nothing, and a writer with a bounded queue that sends keepalives into silence.</summary>
internal sealed class EventSubSession(
    string id,
    WebSocket socket,
    HttpContext context,
    TimeSpan keepalive,
    TwitchEmulatorOptions options,
    TimeProvider clock
) : IDisposable
{
    /// <summary>How long a peer may take to answer our close frame.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    private readonly Channel<Outgoing> _outgoing = Channel.CreateBounded<Outgoing>(options.OutgoingFrames);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _fate = new();
    private readonly Queue<(DateTimeOffset At, Delivery Delivery)> _recent = new();
    private bool _broken;
    private Task<bool>? _ready;
    private bool _closing;
    private volatile bool _peerClosed;

    public string Id => id;

    public DateTimeOffset ConnectedAt { get; } = clock.GetUtcNow();

    public int KeepaliveSeconds => (int)Math.Ceiling(keepalive.TotalSeconds);

    /// <summary>Where the client found us, for the address to come back to.</summary>
    public string Address { get; } =
        $"{(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host}{context.Request.PathBase}{context.Request.Path}";

    /// <summary>Whether it ever had a subscription. Under the server's lock, as are the next two.</summary>
    public bool Used { get; set; }

    /// <summary>Its client followed session_reconnect: the subscriptions are elsewhere now.</summary>
    public bool Followed { get; set; }

    public DateTimeOffset StalledUntil { get; set; }

    /// <summary>Cancelled when the session is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>What stands still says nothing, not even that it lives.</summary>
    public bool IsStalled => clock.GetUtcNow() < StalledUntil;

    /// <summary>Queues a frame. A reader too slow for the queue is cut off, as the platform does.</summary>
    public void Send(byte[] frame, Delivery? delivery = null)
    {
        delivery?.Held();
        if (!_outgoing.Writer.TryWrite(new Outgoing(frame, delivery, Close: 0)))
        {
            delivery?.Lost();
            Break();
        }
    }

    /// <summary>Closes after what is queued, with one of the documented codes.</summary>
    public void Close(int code)
    {
        if (!_outgoing.Writer.TryWrite(new Outgoing([], null, code)))
        {
            Break();
        }
    }

    /// <summary>Ends without a goodbye. What was just written may not have been read.</summary>
    public void Break()
    {
        LoseRecent();
        _outgoing.Writer.TryComplete();
        context.Cut();
    }

    /// <param name="onInbound">The client sent something.</param>
    /// <param name="onKeepalive">False: leave this one out.</param>
    public async Task RunAsync(Action onInbound, Func<bool> onKeepalive)
    {
        var writing = WriteAllAsync(onKeepalive);
        var handshake = await ReadAllAsync(onInbound);
        _peerClosed = handshake;
        _outgoing.Writer.TryComplete();
        if (!handshake)
        {
            Break();
        }

        await _over.CancelAsync();
        await writing;
        await GoodbyeAsync();
    }

    public void Dispose()
    {
        _over.Dispose();
        socket.Dispose();
    }

    /// <summary>True when the peer said goodbye.</summary>
    private async Task<bool> ReadAllAsync(Action onInbound)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return true;
                }

                onInbound();
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    private async Task WriteAllAsync(Func<bool> onKeepalive)
    {
        try
        {
            while (await NextAsync(onKeepalive) is { } next)
            {
                if (next.Close != 0)
                {
                    await CloseOutputAsync(next.Close);
                    break;
                }

                await WriteAsync(next);
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            Break();
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            while (_outgoing.Reader.TryRead(out var left))
            {
                left.Delivery?.Lost();
            }
        }
    }

    /// <summary>The next frame to write: a queued one, or a keepalive after that much silence. Null when there is nothing more.</summary>
    private async Task<Outgoing?> NextAsync(Func<bool> onKeepalive)
    {
        while (true)
        {
            try
            {
                _ready ??= _outgoing.Reader.WaitToReadAsync().AsTask();
                var more = await _ready.WaitAsync(keepalive, clock);
                _ready = null;
                return more && !_peerClosed && _outgoing.Reader.TryRead(out var next) ? next : null;
            }
            catch (TimeoutException)
            {
                if (!IsStalled && onKeepalive())
                {
                    return new Outgoing(Frames.Keepalive(clock.GetUtcNow()), null, Close: 0);
                }
            }
        }
    }

    private async Task WriteAsync(Outgoing next)
    {
        try
        {
            await socket.SendAsync(next.Frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }
        catch (Exception e) when (IsBroken(e))
        {
            next.Delivery?.Lost();
            throw;
        }

        if (next.Delivery is not { } delivery)
        {
            return;
        }

        lock (_fate)
        {
            if (_broken)
            {
                delivery.Lost();
                return;
            }

            var now = clock.GetUtcNow();
            delivery.Written();
            _recent.Enqueue((now, delivery));
            while (_recent.Peek().At < now - options.InFlight)
            {
                _recent.Dequeue();
            }
        }
    }

    private void LoseRecent()
    {
        lock (_fate)
        {
            _broken = true;
            var since = clock.GetUtcNow() - options.InFlight;
            while (_recent.TryDequeue(out var written))
            {
                if (written.At >= since)
                {
                    written.Delivery.Lost();
                }
            }
        }
    }

    private async Task CloseOutputAsync(int code)
    {
        _closing = true;
        using var late = new CancellationTokenSource(CloseWithin, clock);
        await socket.CloseOutputAsync((WebSocketCloseStatus)code, CloseCodes.Reason(code), late.Token);
        // The reader ends by the peer's answer, or here when none comes.
        await Task.Delay(CloseWithin, clock, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_over.IsCancellationRequested)
        {
            Break();
        }
    }

    private async Task GoodbyeAsync()
    {
        if (_closing || socket.State != WebSocketState.CloseReceived)
        {
            return;
        }

        try
        {
            using var late = new CancellationTokenSource(CloseWithin, clock);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
        }
        catch (Exception e) when (IsBroken(e))
        {
            context.Abort();
        }
    }

    private static bool IsBroken(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    private sealed record Outgoing(byte[] Frame, Delivery? Delivery, int Close);
}
