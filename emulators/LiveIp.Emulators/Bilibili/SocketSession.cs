using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Bilibili;

/// <summary>One client on the socket: waits for its auth frame, answers heartbeats, sends what the stage gives it.</summary>
internal sealed class SocketSession(
    WebSocket socket,
    HttpContext context,
    BilibiliEmulatorOptions options,
    FaultBoard faults,
    TimeProvider clock
)
{
    /// <summary>A reader that falls further behind is dropped, as a platform does with slow readers.</summary>
    private const int MaxWaiting = 20_000;

    private readonly Channel<(byte[][] Parts, TruthRow[] Rows)> _out = Channel.CreateBounded<(byte[][], TruthRow[])>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true }
    );

    private readonly InFlight _inFlight = new(clock);
    private long _heardAt = clock.GetTimestamp();
    private DateTimeOffset _silentUntil;

    /// <summary>The game whose auth body the client showed; null until then.</summary>
    public Game? Game { get; private set; }

    /// <summary>Stands and says nothing.</summary>
    public bool IsStalled => clock.GetUtcNow() < _silentUntil;

    /// <summary>Sends each part as a WebSocket message of its own; false when the session cannot take it.</summary>
    public bool TrySend(byte[][] parts, params TruthRow[] rows)
    {
        if (_out.Writer.TryWrite((parts, rows)))
        {
            return true;
        }

        // The session is over, or so far behind that it is dropped.
        foreach (var row in rows)
        {
            TruthLedger.MarkUnrecoverable(row, "in flight at a drop");
        }

        Drop();
        return false;
    }

    public void Stall(TimeSpan time) => _silentUntil = clock.GetUtcNow() + time;

    /// <summary>Breaks the connection without a goodbye.</summary>
    public void Drop()
    {
        _inFlight.Broken();
        context.Cut();
    }

    /// <summary>Says goodbye once all that waits is sent.</summary>
    public void Close() => _out.Writer.TryComplete();

    /// <summary>Runs until either side ends it. <paramref name="accept"/> finds the game of an auth body.</summary>
    public async Task RunAsync(Func<string, Game?> accept, Action<SocketSession> live, CancellationToken cancellationToken)
    {
        if (!await AuthenticateAsync(accept, cancellationToken))
        {
            await CloseAsync();
            return;
        }

        live(this);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(over.Token);
        var watching = WatchAsync(over.Token);
        if (!await ReadAsync(over.Token))
        {
            _inFlight.Broken();
        }

        _out.Writer.TryComplete();
        await over.CancelAsync();
        await Task.WhenAll(writing, watching).ContinueWith(static _ => { }, TaskScheduler.Default);

        // What still waited was never sent.
        while (_out.Reader.TryRead(out var left))
        {
            foreach (var row in left.Rows)
            {
                TruthLedger.MarkUnrecoverable(row, "in flight at a drop");
            }
        }
    }

    private async Task<bool> AuthenticateAsync(Func<string, Game?> accept, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.AuthenticateWithin);
        try
        {
            if (await ReceiveAsync(patience.Token) is not (FrameOperation.Authenticate, var body))
            {
                return false;
            }

            Game = accept(Encoding.UTF8.GetString(body));
            var reply = Game is null ? """{"code":-101}"""u8 : """{"code":0}"""u8;
            var frame = Frames.Encode(FrameOperation.AuthenticateReply, FrameVersion.Control, reply);
            await socket.SendAsync(frame, WebSocketMessageType.Binary, true, patience.Token);
            return Game is not null;
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            return false;
        }
    }

    /// <summary>True when the connection ended with a handshake.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                switch (await ReceiveAsync(cancellationToken))
                {
                    case null:
                        return true;
                    case (FrameOperation.Heartbeat, _):
                        Interlocked.Exchange(ref _heardAt, clock.GetTimestamp());
                        if (!IsStalled && !faults.Take(BilibiliStage.PlatformId, FaultKind.WithholdHeartbeat))
                        {
                            TrySend([Frames.Encode(FrameOperation.HeartbeatReply, FrameVersion.Control, [0, 0, 0, 1])]);
                        }

                        break;
                    default:
                        // The document knows no other frame from a client at this point.
                        context.Abort();
                        return false;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException)
        {
            return false;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var (parts, rows) in _out.Reader.ReadAllAsync(cancellationToken))
        {
            // Before it is sent: a session that breaks meanwhile takes it back.
            foreach (var row in rows)
            {
                _inFlight.Written(row);
            }

            foreach (var part in parts)
            {
                await socket.SendAsync(part, WebSocketMessageType.Binary, true, cancellationToken);
            }
        }

        await CloseAsync();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(options.SocketSilence / 10, clock);
        while (await tick.WaitForNextTickAsync(cancellationToken))
        {
            if (clock.GetElapsedTime(Interlocked.Read(ref _heardAt)) > options.SocketSilence)
            {
                Drop();
                return;
            }
        }
    }

    /// <summary>One frame; null at a close handshake; <see cref="FrameOperation.None"/> for what is no frame.</summary>
    private async Task<(FrameOperation Operation, byte[] Body)?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (length < buffer.Length)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                Frames.TryDecode(buffer.AsSpan(0, length), out var operation, out var body);
                return (operation, body);
            }
        }

        return (FrameOperation.None, []);
    }

    private async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone already.
            context.Abort();
        }
    }
}
