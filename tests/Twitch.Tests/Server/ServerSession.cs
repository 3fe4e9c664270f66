using System.Net.WebSockets;
using System.Text;
using Twitch.Tests.Normalize;

namespace Twitch.Tests.Server;

/// <summary>The server's end of one WebSocket.</summary>
internal sealed class ServerSession(WebSocket socket, string id, string query)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goodbye = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _messages;

    public string Id => id;

    /// <summary>With its question mark.</summary>
    public string Query => query;

    /// <summary>Messages that the client sent; there must never be one.</summary>
    public int Inbound;

    /// <summary>Completes when the client says goodbye.</summary>
    public Task Goodbye => _goodbye.Task;

    /// <summary>The client's goodbye is answered when this is.</summary>
    public Task MayAnswerGoodbye { get; set; } = Task.CompletedTask;

    /// <summary>Completes when the client closed, or is gone.</summary>
    public Task Ended => _ended.Task;

    public Task WelcomeAsync() =>
        SendAsync(
            $$"""
            {"metadata":{"message_id":"welcome-{{id}}","message_type":"session_welcome","message_timestamp":"2026-11-23T20:00:00.123456789Z"},
            "payload":{"session":{"id":"{{id}}","status":"connected","connected_at":"2026-11-23T20:00:00Z","keepalive_timeout_seconds":10,"reconnect_url":null} } }
            """
        );

    public Task KeepaliveAsync() =>
        SendAsync(
            $$"""{"metadata":{"message_id":"keepalive-{{++_messages}}","message_type":"session_keepalive","message_timestamp":"2026-11-23T20:00:00Z"},"payload":{ } }"""
        );

    public Task MoveAsync(Uri to) =>
        SendAsync(
            $$$"""
            {"metadata":{"message_id":"move-{{{id}}}","message_type":"session_reconnect","message_timestamp":"2026-11-23T20:00:00Z"},
            "payload":{"session":{"id":"{{{id}}}","status":"reconnecting","keepalive_timeout_seconds":null,"reconnect_url":"{{{to}}}"} } }
            """
        );

    public Task RevokeAsync(string type, string status) =>
        SendAsync(
            $$$"""
            {"metadata":{"message_id":"revoke-{{{type}}}","message_type":"revocation","message_timestamp":"2026-11-23T20:00:00Z","subscription_type":"{{{type}}}"},
            "payload":{"subscription":{"id":"s","status":"{{{status}}}","type":"{{{type}}}","version":"1"} } }
            """
        );

    public Task ChatAsync(string messageId) => NotifyAsync("channel.chat.message", Wire.Chat(messageId));

    public Task NotifyAsync(string type, string eventJson, string? messageId = null) =>
        SendAsync(
            $$$"""
            {"metadata":{"message_id":"{{{messageId
                ?? Guid.NewGuid().ToString()}}}","message_type":"notification","message_timestamp":"2026-11-23T20:00:01.5Z",
            "subscription_type":"{{{type}}}","subscription_version":"1"},"payload":{"subscription":{"type":"{{{type}}}"},"event":{{{eventJson}}} } }
            """
        );

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None).WithDeadline();

    public Task CloseAsync(int code) => socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None).WithDeadline();

    /// <summary>Breaks the connection without a goodbye.</summary>
    public void Drop() => socket.Abort();

    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[1024];
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer, cancellationToken);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    _goodbye.SetResult();
                    await MayAnswerGoodbye;
                    await CloseAsync((int)WebSocketCloseStatus.NormalClosure);
                    break;
                }

                Interlocked.Increment(ref Inbound);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went without a goodbye, or the test dropped it.
            socket.Abort();
        }
        finally
        {
            _ended.TrySetResult();
        }
    }
}
