using System.Net;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Api.Security;

/// <summary>Refuses to start on an address that others can reach: without TLS the token would travel in the clear.</summary>
internal sealed class BindAddressCheck(LiveIpOptions options) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">Not a loopback address, and no TLS.</exception>
    public static void Check(string address, bool tls = false)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            throw new InvalidOperationException($"BindAddress '{address}' is not an IP address; use 127.0.0.1 or ::1.");
        }

        if (!tls && !IPAddress.IsLoopback(parsed))
        {
            throw new InvalidOperationException(
                $"BindAddress {address} can be reached from outside, and without TLS the API token would travel in the clear. "
                    + "Give a certificate with --tls-cert and --tls-key, or bind 127.0.0.1 or ::1 and put a TLS proxy or an SSH tunnel in front of it."
            );
        }
    }

    // Before any service starts, the web server among them.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Check(options.BindAddress, options.TlsCertificate is not null);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
