using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch;

/// <summary>One registered application, one broadcaster, and the platform's limits; all times are shortened only by tests.</summary>
internal sealed record TwitchEmulatorOptions
{
    public string ClientId { get; init; } = "liveip0demo0client0000000000tw";

    /// <summary>Null: a public client. Otherwise refreshing needs the secret.</summary>
    public string? ClientSecret { get; init; }

    public string AccessToken { get; init; } = "liveip0demo0access00000000000a";

    public string RefreshToken { get; init; } = "liveip0demo0refresh0000000000000000000000000000000r";

    /// <summary>The broadcaster, who also signed in.</summary>
    public string UserId { get; init; } = "612345678";

    public string Login { get; init; } = "liveip_demo";

    public string DisplayName { get; init; } = "小星 Star";

    /// <summary>Another account that can sign in, to speak in the broadcaster's place.</summary>
    public string BotUserId { get; init; } = "687654321";

    public string BotLogin { get; init; } = "liveip_bot";

    /// <summary>How long a code can be entered.</summary>
    public TimeSpan DeviceCodeLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a client may ask about it.</summary>
    public TimeSpan DevicePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<string> Scopes { get; init; } = SubscriptionTypes.AllScopes;

    public string StreamKey { get; init; } = "live_612345678_liveip0demo0stream0key0";

    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(4);

    /// <summary>A session without any subscription by then is closed with 4003.</summary>
    public TimeSpan SubscribeWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A session that was told to reconnect and did not is closed with 4004 after this.</summary>
    public TimeSpan ReconnectGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Lower bound of keepalive_timeout_seconds, and what a client gets that does not ask.</summary>
    public TimeSpan MinimumKeepalive { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan MaximumKeepalive { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How often the server pings, and how long it waits for the pong.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a disconnected subscription stays listed when nobody deletes it.</summary>
    public TimeSpan KeepDisconnected { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A message with one of these in it is accepted and dropped, as the channel's settings may have it.</summary>
    public IReadOnlyList<string> BlockedTerms { get; init; } = ["blockedterm"];

    /// <summary>How long it takes until a clip that was asked for is there; null: it never is, which happens.</summary>
    public TimeSpan? ClipTakes { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Helix points a minute for one client and user.</summary>
    public int RateLimit { get; init; } = 800;

    /// <summary>Frames waiting for one slow reader, before it is dropped.</summary>
    public int OutgoingFrames { get; init; } = 4096;

    /// <summary>What was written this long before a broken connection may not have been read.</summary>
    public TimeSpan InFlight { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Goes into every id, so that two shows of one script are not taken for the same.</summary>
    public string IdSalt { get; init; } = "";

    /// <summary>What a client must be told to use this emulator. Holds secrets: print it, never log it.</summary>
    /// <param name="ingest">Where encoders are told to send to.</param>
    public JsonObject Describe(Uri baseUri, Uri? ingest = null)
    {
        var http = baseUri.GetLeftPart(UriPartial.Authority);
        var ws = new UriBuilder(baseUri) { Scheme = baseUri.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = "/ws" };
        var settings = new JsonObject
        {
            ["helixBaseUri"] = http + "/helix",
            ["idBaseUri"] = http,
            ["eventSubUri"] = ws.Uri.AbsoluteUri,
            ["clientId"] = ClientId,
        };
        if (ingest is not null)
        {
            settings["ingestServer"] = ingest + "app";
        }

        if (ClientSecret is not null)
        {
            settings["clientSecret"] = ClientSecret;
        }

        return new JsonObject
        {
            ["settings"] = settings,
            ["channel"] = new JsonObject
            {
                ["input"] = Login,
                ["secrets"] = new JsonObject { ["refresh_token"] = RefreshToken, ["access_token"] = AccessToken },
            },
            ["scopes"] = new JsonArray([.. Scopes.Select(s => JsonValue.Create(s))]),
        };
    }
}
