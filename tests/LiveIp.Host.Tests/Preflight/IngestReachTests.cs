using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Preflight.Fakes;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Preflight;

public sealed class IngestReachTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_server_that_takes_the_connection_is_there_and_hears_nothing()
    {
        using var server = new Listener();
        var received = server.ReceiveAsync(Deadline.Token());

        var reach = await LookAsync($"rtmp://127.0.0.1:{server.Port}/app");

        Assert.Equal(new Reach($"127.0.0.1:{server.Port}", null), reach);
        Assert.Empty(await received);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_said()
    {
        var port = Listener.ClosedPort();

        var reach = await LookAsync($"rtmp://127.0.0.1:{port}/app");

        Assert.Equal("it cannot be reached (ConnectionRefused)", reach!.Problem);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_handshake_is_given_up_after_five_seconds()
    {
        using var server = new Listener();

        var look = LookAsync($"rtmps://127.0.0.1:{server.Port}/app");
        await _clock.ArmedAsync(5, 5);
        _clock.AdvanceSeconds(5);

        Assert.Equal("no answer within 5 s", (await look)!.Problem);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_no_secure_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = ServeAsync(listener);

        var reach = await LookAsync($"rtmps://127.0.0.1:{port}/app");
        await serving;

        Assert.Contains("no secure connection", reach!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_srt_there_is_nothing_to_connect_to() => Assert.Null(await LookAsync("srt://127.0.0.1:9000"));

    private async Task<Reach?> LookAsync(string server) => await new IngestReach(_clock).LookAsync(new Uri(server), Deadline.Token());

    private static async Task ServeAsync(TcpListener listener)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );
        using var client = await listener.AcceptTcpClientAsync(Deadline.Token());
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            _ = await tls.ReadAsync(new byte[1], Deadline.Token());
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like it.
        }
    }
}
