using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What a frame is, by <c>metadata.message_type</c>.</summary>
internal enum FrameKind
{
    /// <summary>Not what the documents describe; see <see cref="EventSubFrame.Reason"/>.</summary>
    Malformed,

    /// <summary>A message type that we do not know.</summary>
    Unknown,
    Welcome,
    Keepalive,
    Notification,
    Reconnect,
    Revocation,
}

/// <summary>One message of an EventSub session.</summary>
internal sealed record EventSubFrame
{
    public required FrameKind Kind { get; init; }

    /// <summary>Of a malformed frame, the bytes, at most <see cref="EventSubSocket.MaxFrameBytes"/> of them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary><c>metadata.message_timestamp</c>, or when it came in if that cannot be read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>metadata.message_id</c></summary>
    public string MessageId { get; init; } = "";

    /// <summary><c>metadata.message_type</c></summary>
    public string MessageType { get; init; } = "";

    public JsonElement Payload { get; init; }

    /// <summary>Type of the subscription that a notification or revocation is about.</summary>
    public string SubscriptionType { get; init; } = "";

    /// <summary>Why the frame is malformed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of a notification: what happened.</summary>
    public JsonElement Event { get; init; }

    /// <summary>Whether it is about the session itself, and so may hold an address that opens one.</summary>
    public bool IsAboutSession { get; init; }

    /// <summary>Of a welcome: the id to subscribe with.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Of a welcome: the longest silence on a healthy session; null when not told.</summary>
    public TimeSpan? KeepaliveTimeout { get; init; }

    /// <summary>Of a reconnect: where to go on.</summary>
    public string ReconnectUrl { get; init; } = "";

    /// <summary>Of a revocation: why.</summary>
    public string RevocationStatus { get; init; } = "";

    /// <summary>Takes a frame apart. Never throws.</summary>
    public static EventSubFrame Parse(ReadOnlyMemory<byte> bytes, DateTimeOffset receivedAt)
    {
        try
        {
            if (bytes.Length > UnreadableSample.MaxMessageBytes)
            {
                return Malformed(bytes, receivedAt, "longer than any message");
            }

            var root = JsonElement.Parse(bytes.Span);
            var metadata = root.Object("metadata");
            var payload = root.Object("payload");
            var session = payload.Object("session");
            var type = metadata.Text("message_type");
            var subscriptionType = metadata.Text("subscription_type");
            var frame = new EventSubFrame
            {
                Kind = type switch
                {
                    "session_welcome" => FrameKind.Welcome,
                    "session_keepalive" => FrameKind.Keepalive,
                    "notification" => FrameKind.Notification,
                    "session_reconnect" => FrameKind.Reconnect,
                    "revocation" => FrameKind.Revocation,
                    _ => FrameKind.Unknown,
                },
                At = metadata.Time("message_timestamp") ?? receivedAt,
                MessageId = metadata.Text("message_id"),
                MessageType = type,
                Payload = payload,
                SubscriptionType = subscriptionType.Length > 0 ? subscriptionType : payload.Object("subscription").Text("type"),
                // Read here, where text that is no text has its place, and not by those who use it.
                Event = payload.Object("event"),
                IsAboutSession = payload.Has("session"),
                SessionId = session.Text("id"),
                KeepaliveTimeout = session.Whole("keepalive_timeout_seconds") is { } seconds and > 0 and <= 3600
                    ? TimeSpan.FromSeconds(seconds)
                    : null,
                ReconnectUrl = session.Text("reconnect_url"),
                RevocationStatus = payload.Object("subscription").Text("status"),
            };
            return Complaint(frame) is { } reason ? Malformed(bytes, receivedAt, reason) : frame;
        }
        catch (Exception e)
        {
            // Depth, encoding, half surrogates: the parser has several ways to say that this is no JSON.
            return Malformed(bytes, receivedAt, e is JsonException ? "no JSON" : $"not readable ({e.GetType().Name})");
        }
    }

    public static EventSubFrame Malformed(ReadOnlyMemory<byte> bytes, DateTimeOffset at, string reason) =>
        new()
        {
            Kind = FrameKind.Malformed,
            Bytes = bytes,
            At = at,
            Reason = reason,
        };

    private static string? Complaint(EventSubFrame frame) =>
        frame.MessageType.Length == 0 ? "metadata.message_type is missing"
        : frame.MessageId.Length > UnreadableSample.MaxIdLength ? "metadata.message_id is longer than any id"
        : frame.MessageId.Length == 0 && frame.Kind is not (FrameKind.Keepalive or FrameKind.Welcome or FrameKind.Reconnect)
            ? "metadata.message_id is missing"
        : frame.Kind == FrameKind.Notification && frame.SubscriptionType.Length == 0 ? "metadata.subscription_type is missing"
        : null;
}
