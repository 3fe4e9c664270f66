using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>The frames of the WebSocket, field by field as documented.</summary>
internal static class Frames
{
    /// <summary>Not JSON at all.</summary>
    public static byte[] Malformed { get; } = "{\"metadata\":{\"message_id\":"u8.ToArray();

    public static byte[] Welcome(EventSubSession session, DateTimeOffset now) =>
        Session("session_welcome", session, "connected", session.KeepaliveSeconds, null, now);

    public static byte[] Reconnect(EventSubSession session, string url, DateTimeOffset now) =>
        Session("session_reconnect", session, "reconnecting", null, url, now);

    public static byte[] Keepalive(DateTimeOffset now) => Frame(Metadata("session_keepalive", NewId(), now), []);

    public static byte[] Notification(Subscription subscription, Notification notification, DateTimeOffset now)
    {
        var metadata = Metadata("notification", notification.Id, now);
        metadata["subscription_type"] = notification.Type;
        metadata["subscription_version"] = notification.Version;
        var payload = new JsonObject { ["subscription"] = subscription.ToFrame(), ["event"] = notification.Event.DeepClone() };
        return Frame(metadata, payload);
    }

    public static byte[] Revocation(Subscription subscription, DateTimeOffset now)
    {
        var metadata = Metadata("revocation", NewId(), now);
        metadata["subscription_type"] = subscription.Type.Type;
        metadata["subscription_version"] = subscription.Type.Version;
        return Frame(metadata, new JsonObject { ["subscription"] = subscription.ToFrame() });
    }

    private static byte[] Session(string type, EventSubSession session, string status, int? keepalive, string? url, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["id"] = session.Id,
            ["status"] = status,
            ["keepalive_timeout_seconds"] = keepalive,
            ["reconnect_url"] = url,
            ["connected_at"] = Wire.Nanos(session.ConnectedAt),
        };
        return Frame(Metadata(type, NewId(), now), new JsonObject { ["session"] = body });
    }

    private static JsonObject Metadata(string type, string id, DateTimeOffset now) =>
        new()
        {
            ["message_id"] = id,
            ["message_type"] = type,
            ["message_timestamp"] = Wire.Nanos(now),
        };

    private static byte[] Frame(JsonObject metadata, JsonObject payload) =>
        Wire.Bytes(new JsonObject { ["metadata"] = metadata, ["payload"] = payload });

    private static string NewId() => Guid.NewGuid().ToString("D");
}
