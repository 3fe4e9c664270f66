using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>The words of the documents for what state a subscription is in.</summary>
internal static class SubscriptionStatus
{
    public const string Enabled = "enabled";
    public const string Disconnected = "websocket_disconnected";
    public const string InboundTraffic = "websocket_received_inbound_traffic";
    public const string Unused = "websocket_connection_unused";

    public static IReadOnlyList<string> All { get; } =
    [
        Enabled,
        "webhook_callback_verification_pending",
        "webhook_callback_verification_failed",
        "notification_failures_exceeded",
        "authorization_revoked",
        "moderator_removed",
        "user_removed",
        "chat_user_banned",
        "version_removed",
        "beta_maintenance",
        Disconnected,
        "websocket_failed_ping_pong",
        InboundTraffic,
        Unused,
        "websocket_internal_error",
        "websocket_network_timeout",
        "websocket_network_error",
        "websocket_failed_to_reconnect",
    ];
}

/// <summary>One subscription. Changed only under the server's lock.</summary>
internal sealed class Subscription
{
    public required string Id { get; init; }

    public required SubscriptionType Type { get; init; }

    public required IReadOnlyDictionary<string, string> Condition { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    public required int Cost { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required EventSubSession Session { get; set; }

    public string Status { get; set; } = SubscriptionStatus.Enabled;

    public DateTimeOffset? DisconnectedAt { get; set; }

    public bool IsEnabled => Status == SubscriptionStatus.Enabled;

    /// <summary>Type and condition, for comparing.</summary>
    public string Key => KeyOf(Type, Condition);

    public static string KeyOf(SubscriptionType type, IReadOnlyDictionary<string, string> condition) =>
        $"{type.Type}@{type.Version}?{string.Join('&', condition.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))}";

    /// <summary>As Helix lists it.</summary>
    public JsonObject ToHelix()
    {
        var transport = new JsonObject
        {
            ["method"] = "websocket",
            ["session_id"] = Session.Id,
            ["connected_at"] = Wire.Nanos(Session.ConnectedAt),
        };
        if (DisconnectedAt is { } at)
        {
            transport["disconnected_at"] = Wire.Nanos(at);
        }

        return ToJson(transport);
    }

    /// <summary>As it stands in a frame.</summary>
    public JsonObject ToFrame() => ToJson(new JsonObject { ["method"] = "websocket", ["session_id"] = Session.Id });

    private JsonObject ToJson(JsonObject transport) =>
        new()
        {
            ["id"] = Id,
            ["status"] = Status,
            ["type"] = Type.Type,
            ["version"] = Type.Version,
            ["condition"] = new JsonObject(Condition.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))),
            ["created_at"] = Wire.Nanos(CreatedAt),
            ["transport"] = transport,
            ["cost"] = Cost,
        };
}
