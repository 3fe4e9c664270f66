using System.Net.WebSockets;
using System.Threading.Channels;

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>The sockets that authenticated, in their order.</summary>
internal sealed class SocketLine
{
    private readonly Channel<WebSocket> _sockets = Channel.CreateBounded<WebSocket>(16);
    private readonly List<WebSocket> _all = [];

    public void Add(WebSocket socket)
    {
        _all.Add(socket);
        _sockets.Writer.TryWrite(socket);
    }

    public Task<WebSocket> NextAsync() => _sockets.Reader.ReadAsync().AsTask().WaitAsync(Wait.Deadline);

    public void Abort() => _all.ForEach(socket => socket.Abort());
}
