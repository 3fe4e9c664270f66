using System.Net.Sockets;

namespace LiveIp.Plugins.Webhook.Sending;

/// <summary>One HTTP client for one attempt, so that no connection of an earlier one can be half dead.</summary>
internal static class WebhookSender
{
    public static HttpMessageInvoker Create() =>
        new(
            new SocketsHttpHandler
            {
                // A redirect would carry the signed body to somebody whom the operator did not name.
                AllowAutoRedirect = false,
                UseCookies = false,
                // A proxy would do the connecting, and the check of the address would be of the proxy's.
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.Zero,
                // The status is the whole answer; bodies are not read.
                MaxResponseDrainSize = 0,
                MaxResponseHeadersLength = 16,
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var addresses = await AddressGuard.ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    try
                    {
                        await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
                        return new NetworkStream(socket, ownsSocket: true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                },
            },
            disposeHandler: true
        );
}
