using System.Net;
using System.Net.Sockets;

namespace LiveIp.Host.Tests.Preflight.Fakes;

/// <summary>A server that takes connections and says nothing.</summary>
internal sealed class Listener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Listener() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All that the next client sends until it goes.</summary>
    public async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
        using var all = new MemoryStream();
        await client.GetStream().CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int ClosedPort()
    {
        using var closed = new Listener();
        return closed.Port;
    }

    public void Dispose() => _listener.Dispose();
}
