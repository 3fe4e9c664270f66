using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace LiveIp.Host.Broadcasts.Ingest;

/// <summary>What a look at a server found.</summary>
/// <param name="Name">Host and port.</param>
/// <param name="Problem">Why it cannot be reached, without a full stop; null when it can.</param>
internal sealed record Reach(string Name, string? Problem);

/// <summary>
/// Whether an ingest server can be reached: a TCP connection, with TLS for rtmps, that is closed again. Nothing is sent over it, so the
/// key, which is part of the address that an encoder speaks of, never leaves.
/// </summary>
internal sealed class IngestReach(TimeProvider clock)
{
    /// <summary>As RTMP registers it, and as YouTube and Twitch serve it.</summary>
    private const int RtmpPort = 1935;

    private const int RtmpsPort = 443;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Null for what is not spoken over TCP (srt): there is nothing to connect to.</summary>
    public async Task<Reach?> LookAsync(Uri server, CancellationToken cancellationToken)
    {
        if (PortOf(server) is not { } port)
        {
            return null;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{port}");
        using var end = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            await ConnectAsync(server, port, either.Token);
            return new Reach(name, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Reach(name, string.Create(CultureInfo.InvariantCulture, $"no answer within {Limit.TotalSeconds:0} s"));
        }
        catch (SocketException e)
        {
            return new Reach(name, $"it cannot be reached ({e.SocketErrorCode})");
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return new Reach(name, "it answers, and no secure connection comes about; is there a proxy between?");
        }
    }

    private static async Task ConnectAsync(Uri server, int port, CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, port, cancellationToken);
        if (server.Scheme == "rtmps")
        {
            await using var tls = new SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancellationToken);
        }
    }

    private static int? PortOf(Uri server) =>
        server.Scheme switch
        {
            "rtmp" => server.Port > 0 ? server.Port : RtmpPort,
            "rtmps" => server.Port > 0 ? server.Port : RtmpsPort,
            _ => null,
        };
}
