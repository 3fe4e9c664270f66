using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace LiveIp.Host.Channels.Connections;

/// <summary>A sentence about an exception that a plugin did not mean for people.</summary>
internal static class FailureText
{
    /// <summary>
    /// .NET's own network exceptions name a host at most. Any other message was written by who knows whom and may hold a URL
    /// with a token in it, so only its type is told.
    /// </summary>
    public static string Of(Exception exception) =>
        exception switch
        {
            HttpRequestException or SocketException or WebSocketException or IOException or TimeoutException =>
                $"{exception.GetType().Name}: {exception.Message}",
            OperationCanceledException => "The adapter gave up on a call that took too long.",
            _ => $"The adapter failed with {exception.GetType().Name}.",
        };
}
