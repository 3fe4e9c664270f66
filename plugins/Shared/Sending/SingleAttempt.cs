using System.Net.Sockets;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Sending;

/// <summary>
/// One request, sent once over a connection of its own. Whatever goes wrong, it says which side of the sending that was on: the host
/// may try again only what provably never left.
/// </summary>
internal static class SingleAttempt
{
    /// <param name="content">The body of the request.</param>
    /// <param name="timeout">
    /// For all of it: name, connection, request, answer. What files in the body take comes on top: when the last byte has left the system's
    /// buffers is not known here, so there is no later moment to count from.
    /// </param>
    /// <param name="read">What an answer means. Must not throw for anything that a receiver can answer.</param>
    public static async Task<DeliveryResult> SendAsync(
        HttpRequestMessage request,
        OnceContent content,
        TimeSpan timeout,
        TimeProvider clock,
        Func<HttpResponseMessage, CancellationToken, Task<DeliveryResult>> read,
        CancellationToken cancellationToken
    )
    {
        request.Content = content;
        request.Headers.ConnectionClose = true;
        var time = timeout + content.FileTime;
        using var deadline = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var sender = Create();
            using var response = await sender.SendAsync(request, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return fault.InnerException is BlockedAddressException blocked
                ? new DeliveryResult { Outcome = DeliveryOutcome.Rejected, Detail = blocked.Message }
                : Explain(fault, request.RequestUri!.Host, content.Began, deadline.IsCancellationRequested ? time : null);
        }
    }

    /// <summary>Of the address only the host: the rest may be a key.</summary>
    private static DeliveryResult Explain(Exception fault, string host, bool began, TimeSpan? late)
    {
        var what =
            late is { } timeout ? $"within {timeout.TotalSeconds:0.###} s"
            : fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? $"({known.HttpRequestError})"
            : fault is OperationCanceledException ? "before the host stopped"
            : "(the connection broke)";
        return began
            ? new DeliveryResult
            {
                Outcome = DeliveryOutcome.Unconfirmed,
                Detail = $"The message went to {host} and no answer came {what}. It may have arrived.",
            }
            : new DeliveryResult { Outcome = DeliveryOutcome.NotSent, Detail = $"{host} could not be reached {what}; nothing was sent." };
    }

    /// <summary>One client for one attempt, so that no connection of an earlier one can be half dead.</summary>
    public static HttpMessageInvoker Create() =>
        new(
            new SocketsHttpHandler
            {
                // A redirect would carry the message to somebody whom the operator did not name.
                AllowAutoRedirect = false,
                UseCookies = false,
                // A proxy would do the connecting, and the check of the address would be of the proxy's.
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.Zero,
                // What of a body is not read on purpose is not read.
                MaxResponseDrainSize = 0,
                MaxResponseHeadersLength = 16,
                // Without it no trace is made of the request, and a trace would hold its address, which may be a key.
                ActivityHeadersPropagator = null,
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
