using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>The platform refused the authentication's key (-101).</summary>
internal sealed class SocketKeyRefusedException() : Exception("Bilibili's socket refused the session's key (-101).");

/// <summary>One authenticated socket. One reader and one writer at a time.</summary>
internal sealed class OpenLiveSocket : IDisposable
{
    /// <summary>The platform drops a socket that has not authenticated within about 5 s.</summary>
    private static readonly TimeSpan OpeningTimeout = TimeSpan.FromSeconds(10);

    /// <summary>So that a long list of dead links does not outlast the session (60 s).</summary>
    private const int MaxLinks = 4;

    private static readonly byte[] HeartbeatPacket = PacketHeader.Frame(Operation.Heartbeat, BodyVersion.Control, []);

    private readonly ClientWebSocket _socket = new();
    private readonly PacketReader _reader = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private PacketException? _broken;

    private OpenLiveSocket()
    {
        // The protocol has heartbeats of its own.
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
    }

    /// <summary>Packets that came behind the authentication's answer, within the same message.</summary>
    public List<Packet> Early { get; } = [];

    /// <summary>Tries the session's links in turn until one takes us.</summary>
    /// <exception cref="SocketKeyRefusedException">The session's key is not good.</exception>
    /// <exception cref="AdapterException">Transient: no link answers. ProtocolChanged: the links are not such as we follow.</exception>
    public static async Task<OpenLiveSocket> OpenAsync(
        Session session,
        bool allowPlain,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var links = session.Links.Select(link => ParseLink(link, allowPlain)).OfType<Uri>().Take(MaxLinks).ToList();
        if (links.Count == 0)
        {
            throw new AdapterException(FailureKind.ProtocolChanged, "Bilibili named no encrypted address (wss) for its events.");
        }

        Exception? last = null;
        foreach (var link in links)
        {
            var socket = new OpenLiveSocket();
            using var deadline = new CancellationTokenSource(OpeningTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                await socket._socket.ConnectAsync(link, either.Token);
                await socket.AuthenticateAsync(session.AuthBody, either.Token);
                return socket;
            }
            catch (SocketKeyRefusedException)
            {
                socket.Dispose();
                throw;
            }
            catch (Exception fault)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = fault;
            }
        }

        throw new AdapterException(FailureKind.Transient, $"None of Bilibili's {links.Count} event addresses took us.", null, last);
    }

    /// <summary>The body is empty, so that nothing is there to be echoed.</summary>
    public Task SendHeartbeatAsync(CancellationToken cancellationToken) =>
        _socket.SendAsync(HeartbeatPacket, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    /// <summary>Waits for bytes and adds the packets that they complete, if any.</summary>
    /// <exception cref="AdapterException">Transient: the socket was closed or broken, or speaks no packets.</exception>
    public async Task ReceiveAsync(List<Packet> packets, CancellationToken cancellationToken)
    {
        try
        {
            if (_broken is not null)
            {
                throw _broken;
            }

            var received = await _socket.ReceiveAsync(_buffer, cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new AdapterException(FailureKind.Transient, "Bilibili closed the event socket.");
            }

            _reader.Append(_buffer.AsSpan(0, received.Count), received.EndOfMessage, packets);
        }
        catch (PacketException fault) when (packets.Count > 0)
        {
            // What was whole before the fault is handed over first; the next call tells of the fault.
            _broken = fault;
        }
        catch (Exception fault) when (fault is WebSocketException or PacketException)
        {
            throw new AdapterException(FailureKind.Transient, $"The event socket broke: {fault.Message}", null, fault);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task AuthenticateAsync(string authBody, CancellationToken cancellationToken)
    {
        var packet = PacketHeader.Frame(Operation.Authenticate, BodyVersion.Control, Encoding.UTF8.GetBytes(authBody));
        await _socket.SendAsync(packet, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

        while (Early.FindIndex(p => p.Operation == Operation.AuthenticateReply) is var index)
        {
            if (index < 0)
            {
                await ReceiveAsync(Early, cancellationToken);
                continue;
            }

            var reply = Early[index];
            Early.RemoveAt(index);
            switch (ReadCode(reply.Body.Span))
            {
                case ResultCode.Ok:
                    return;
                case ResultCode.SocketKeyRefused:
                    throw new SocketKeyRefusedException();
                case var code:
                    throw new InvalidDataException(
                        $"Bilibili's socket answered {code?.ToString(CultureInfo.InvariantCulture) ?? "nothing that can be read"} to the authentication."
                    );
            }
        }
    }

    /// <summary>The code in the answer to the authentication; null when there is none that can be read.</summary>
    internal static int? ReadCode(ReadOnlySpan<byte> reply)
    {
        try
        {
            return JsonSerializer.Deserialize(reply, WireJson.Default.AuthenticateReply)?.Code;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Uri? ParseLink(string link, bool allowPlain) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeWss || (allowPlain && uri.Scheme == Uri.UriSchemeWs && uri.IsLoopback))
            ? uri
            : null;
}
