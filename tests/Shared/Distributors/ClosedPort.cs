using System.Net;
using System.Net.Sockets;

namespace LiveIp.Plugins.Testing;

/// <summary>A port of this machine that refuses connections: it is taken, so that nobody else can listen there meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _taken = new(SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_taken.LocalEndPoint!).Port}/");

    public void Dispose() => _taken.Dispose();
}
