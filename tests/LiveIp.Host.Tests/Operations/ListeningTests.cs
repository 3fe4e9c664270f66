using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Operations;

[Collection(nameof(OperationsHost))]
public sealed class ListeningTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task With_tls_every_address_may_be_bound_and_both_ports_speak_both_protocols()
    {
        var (certificate, key, thumbprint) = MakeCertificate();
        await using var host = OperationsHost.Build(Options(certificate, key));
        await host.StartAsync(Deadline.Token());

        foreach (var port in new[] { host.GrpcAddress.Port, host.WebAddress.Port })
        {
            using var channel = GrpcChannel.ForAddress(
                $"https://127.0.0.1:{port}",
                new GrpcChannelOptions { HttpHandler = Trusting(thumbprint), DisposeHttpClient = true }
            );
            var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Deadline.Token());
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);

            using var http = new HttpClient(Trusting(thumbprint)) { DefaultRequestVersion = HttpVersion.Version11 };
            Assert.Equal("ok", await http.GetStringAsync($"https://127.0.0.1:{port}/healthz", Deadline.Token()));
        }
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_keeps_the_host_from_starting()
    {
        File.WriteAllText(_directory.File("broken.pem"), "not a certificate");
        var options = Options(_directory.File("broken.pem"), null);
        var refusal = Assert.Throws<InvalidOperationException>(() => OperationsHost.Build(options));
        Assert.Contains("broken.pem", refusal.Message, StringComparison.Ordinal);
    }

    private LiveIpOptions Options(string certificate, string? key) =>
        new()
        {
            DataDirectory = _directory.File("data"),
            BindAddress = "0.0.0.0",
            GrpcPort = 0,
            WebPort = 0,
            TlsCertificate = certificate,
            TlsKey = key,
        };

    private static SocketsHttpHandler Trusting(string thumbprint) =>
        new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, c, _, _) => c?.GetCertHashString() == thumbprint,
            },
        };

    private (string Certificate, string Key, string Thumbprint) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=liveip.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(1)
        );
        File.WriteAllText(_directory.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_directory.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return (_directory.File("cert.pem"), _directory.File("key.pem"), certificate.GetCertHashString());
    }
}
