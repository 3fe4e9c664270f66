using System.Net;
using System.Net.Sockets;

namespace LiveIp.Plugins.Testing;

/// <summary>A port of this machine that refuses connections.</summary>
internal static class ClosedPort
{
    public static Uri Uri()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
    }
}
