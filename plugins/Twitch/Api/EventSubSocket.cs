using System.Net.WebSockets;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// One WebSocket to EventSub. It only ever reads: Twitch closes a session to which anything but a pong is sent (4001).
/// </summary>
internal sealed class EventSubSocket : IDisposable
{
    /// <summary>Of a longer frame, the rest is skipped.</summary>
    public const int MaxFrameBytes = UnreadableSample.MaxMessageBytes;

    private static readonly TimeSpan WelcomeTimeout = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly TimeProvider _clock;
    private readonly byte[] _chunk = new byte[8192];

    private EventSubSocket(TimeProvider clock)
    {
        _clock = clock;
        // .NET's own keepalive would send pongs that nobody asked for.
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
    }

    /// <summary>The first frame of the session.</summary>
    public EventSubFrame Welcome { get; private set; } = null!;

    /// <summary>Opens a session at exactly this address and waits for its welcome.</summary>
    /// <exception cref="AdapterException">Transient.</exception>
    public static async Task<EventSubSocket> OpenAsync(Uri address, TimeProvider clock, CancellationToken cancellationToken)
    {
        var socket = new EventSubSocket(clock);
        using var deadline = new CancellationTokenSource(WelcomeTimeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket._socket.ConnectAsync(address, linked.Token);
            var first = await socket.ReadAsync(linked.Token);
            socket.Welcome = first.Frame is { Kind: FrameKind.Welcome } welcome ? welcome : throw NoWelcome(first);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e switch
            {
                WebSocketException => new AdapterException(
                    FailureKind.Transient,
                    "Twitch EventSub could not be reached.",
                    innerException: e
                ),
                OperationCanceledException when !cancellationToken.IsCancellationRequested => new AdapterException(
                    FailureKind.Transient,
                    "Twitch EventSub did not welcome the session in time.",
                    innerException: e
                ),
                _ => e,
            };
        }
    }

    /// <summary>The next frame, or how the session ended. One read at a time.</summary>
    /// <exception cref="OperationCanceledException">The socket is of no use afterwards.</exception>
    public async Task<SocketRead> ReadAsync(CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        var length = 0L;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(_chunk.AsMemory(), cancellationToken);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return new SocketRead { Failure = CloseCodes.ToFailure((int?)_socket.CloseStatus) };
                }

                var room = (int)Math.Min(result.Count, MaxFrameBytes - frame.Length);
                frame.Write(_chunk, 0, room);
                length += result.Count;
                if (!result.EndOfMessage)
                {
                    continue;
                }

                var now = _clock.GetUtcNow();
                return new SocketRead
                {
                    Frame =
                        length > MaxFrameBytes
                            ? EventSubFrame.Malformed(frame.ToArray(), now, $"longer than {MaxFrameBytes} bytes")
                            : EventSubFrame.Parse(frame.ToArray(), now),
                };
            }
        }
        catch (Exception e)
            when (e is WebSocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SocketRead
            {
                Failure = new AdapterException(
                    FailureKind.Transient,
                    $"The connection to Twitch broke ({(e as WebSocketException)?.WebSocketErrorCode}).",
                    innerException: e
                ),
            };
        }
    }

    /// <summary>Says goodbye; what Twitch sent before it hears that can still be read.</summary>
    public async Task SayGoodbyeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e)
            when (e is WebSocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Already gone, which the next read tells. A socket that breaks in this very moment says "cancelled".
            return;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static AdapterException NoWelcome(SocketRead first) =>
        first.Failure
        ?? new AdapterException(FailureKind.Transient, $"Twitch EventSub began with {first.Frame!.Kind}, not with a welcome.");
}

/// <summary>A frame, or the end.</summary>
internal sealed record SocketRead
{
    public EventSubFrame? Frame { get; init; }

    public AdapterException? Failure { get; init; }
}
