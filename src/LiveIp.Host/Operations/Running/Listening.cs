using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveIp.Host.Operations.Running;

/// <summary>The two ports.</summary>
internal static class Listening
{
    /// <exception cref="InvalidOperationException">The certificate cannot be read.</exception>
    public static void Configure(KestrelServerOptions kestrel, LiveIpOptions options)
    {
        var address = IPAddress.Parse(options.BindAddress);
        if (options.TlsCertificate is not { } certificateFile)
        {
            // Without TLS one port cannot speak both: HTTP/2 needs prior knowledge, browsers and curl speak HTTP/1.1.
            kestrel.Listen(address, options.GrpcPort, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, options.WebPort, static listen => listen.Protocols = HttpProtocols.Http1);
            return;
        }

        // With TLS the protocol is agreed on, and both ports speak both.
        var certificate = Read(certificateFile, options.TlsKey);
        foreach (var port in new[] { options.GrpcPort, options.WebPort })
        {
            kestrel.Listen(
                address,
                port,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate);
                }
            );
        }
    }

    private static X509Certificate2 Read(string certificateFile, string? keyFile)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificateFile, keyFile ?? certificateFile);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            // The message of a broken key says where it broke, never what it holds.
            throw new InvalidOperationException(
                $"The TLS certificate {certificateFile} with the key {keyFile ?? certificateFile} cannot be used: {error.Message}",
                error
            );
        }
    }
}
