using System.Text.Json.Serialization;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>What every call answers, HTTP 200 for failures too.</summary>
internal sealed class Envelope<T>
    where T : class
{
    /// <summary>0 is success; see <see cref="ResultCode"/>. Null: this is no answer of the platform's.</summary>
    public int? Code { get; init; }

    /// <summary>What Bilibili's support asks for.</summary>
    public string? RequestId { get; init; }

    public T? Data { get; init; }
}

/// <summary>An answer whose data says nothing.</summary>
internal sealed class NoData;

/// <summary>/v2/app/start</summary>
internal sealed class StartRequest
{
    /// <summary>The identity code (身份码).</summary>
    [JsonPropertyName("code")]
    public required string IdentityCode { get; init; }

    public required long AppId { get; init; }
}

/// <summary>/v2/app/heartbeat</summary>
internal sealed class HeartbeatRequest
{
    public required string GameId { get; init; }
}

/// <summary>/v2/app/end</summary>
internal sealed class EndRequest
{
    public required long AppId { get; init; }

    public required string GameId { get; init; }
}

/// <summary>The answer to a start.</summary>
internal sealed class StartData
{
    [JsonPropertyName("game_info")]
    public GameInfo? Game { get; init; }

    [JsonPropertyName("websocket_info")]
    public WebSocketInfo? WebSocket { get; init; }

    [JsonPropertyName("anchor_info")]
    public AnchorInfo? Anchor { get; init; }
}

internal sealed class GameInfo
{
    public string? GameId { get; init; }
}

internal sealed class WebSocketInfo
{
    public string? AuthBody { get; init; }

    [JsonPropertyName("wss_link")]
    public IReadOnlyList<string>? Links { get; init; }
}

internal sealed class AnchorInfo
{
    public long RoomId { get; init; }

    public string? OpenId { get; init; }

    [JsonPropertyName("uname")]
    public string? Name { get; init; }
}

/// <summary>The socket's answer to the authentication.</summary>
internal sealed class AuthenticateReply
{
    public int? Code { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(EndRequest))]
[JsonSerializable(typeof(Envelope<StartData>))]
[JsonSerializable(typeof(Envelope<NoData>))]
[JsonSerializable(typeof(AuthenticateReply))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Checkpoint))]
internal sealed partial class WireJson : JsonSerializerContext;
