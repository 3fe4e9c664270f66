using System.Text.Json.Nodes;

namespace LiveIp.Emulators.YouTube;

/// <summary>What the emulated channel, its project and its credentials are. None of it is secret: it opens nothing but this emulator.</summary>
internal sealed record YouTubeEmulatorOptions
{
    public const string YouTubeScope = "https://www.googleapis.com/auth/youtube";
    public const string ForceSslScope = "https://www.googleapis.com/auth/youtube.force-ssl";
    public const string ReadOnlyScope = "https://www.googleapis.com/auth/youtube.readonly";

    /// <summary>As on accounts.google.com.</summary>
    public const string AuthorizationPath = "/o/oauth2/v2/auth";

    /// <summary>As on oauth2.googleapis.com.</summary>
    public const string RevocationPath = "/revoke";

    public string ClientId { get; init; } = "407408718192-liveip.apps.googleusercontent.com";

    public string ClientSecret { get; init; } = "GOCSPX-emulated-client-secret";

    public string RefreshToken { get; init; } = "1//emulated-refresh-token";

    /// <summary>Valid from the start, for <see cref="AccessTokenLifetime"/>.</summary>
    public string AccessToken { get; init; } = "ya29.emulated-access-token";

    public string ApiKey { get; init; } = "AIzaEmulatedKeyForPublicReads";

    /// <summary>What the owner allowed; every token carries it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [YouTubeScope, ReadOnlyScope];

    public string ChannelId { get; init; } = "UCliveip0000000000000000";

    /// <summary>With the at sign.</summary>
    public string Handle { get; init; } = "@xiaoxing";

    public string ChannelTitle { get; init; } = "小星 Star";

    /// <summary>The channel of the other account that can sign in.</summary>
    public string BotChannelId { get; init; } = "UCliveipbot0000000000000";

    public string BotTitle { get; init; } = "LiveIp Bot";

    /// <summary>Id of the first broadcast; ids of messages derive from it and from the number in the script.</summary>
    public string BroadcastId { get; init; } = "LvIpEmu0001";

    public string BroadcastTitle { get; init; } = "星夜直播 Starry night";

    /// <summary>Without it the broadcast waits, ready, for the script to start it.</summary>
    public bool LiveAtStart { get; init; } = true;

    /// <summary>Whether the channel has a reusable stream key, as one has that was live from the studio before.</summary>
    public bool HasStreamKey { get; init; } = true;

    /// <summary>Where encoders are told to send to; null: YouTube's own addresses.</summary>
    public Uri? IngestAddress { get; init; }

    /// <summary>Whether the account may stream at all.</summary>
    public bool LiveStreamingEnabled { get; init; } = true;

    /// <summary>How long a transition stays testStarting or liveStarting.</summary>
    public TimeSpan TransitionTakes { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After this the platform ends a streamed chat with OK. Null: never. It is not documented, so clients must bear any.</summary>
    public TimeSpan? StreamLifetime { get; init; }

    /// <summary>How long to wait between two polls of the chat, as <c>pollingIntervalMillis</c> says.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A real project has 10 000, which a long demo would use up.</summary>
    public long QuotaUnitsPerDay { get; init; } = 1_000_000;

    /// <summary>What a message written over the API costs: 20 by the method's own page, 50 by the older calculator.</summary>
    public int ChatInsertUnits { get; init; } = 20;

    /// <summary>Of search.list.</summary>
    public long SearchesPerDay { get; init; } = 100;

    /// <summary>Of videos.insert.</summary>
    public long UploadsPerDay { get; init; } = 100;

    /// <summary>Whether the project is one that Google has not verified: what it uploads is private, whatever it asks for.</summary>
    public bool LocksUploads { get; init; }

    /// <summary>How many chat messages stay readable by page token.</summary>
    public int HistoryMessages { get; init; } = 50_000;

    /// <summary>How many of them a first call, without a page token, gets.</summary>
    public int RecentMessages { get; init; } = 75;

    public int InitialViewers { get; init; }

    public int InitialFollowers { get; init; }

    /// <summary>What a person needs in order to point any client at this emulator.</summary>
    public JsonObject Describe(Uri restBaseUri, Uri streamAddress, Uri tokenUri) =>
        new()
        {
            ["settings"] = new JsonObject
            {
                ["restBaseUri"] = restBaseUri.ToString(),
                ["analyticsBaseUri"] = restBaseUri.ToString(),
                ["streamAddress"] = streamAddress.ToString(),
                ["tokenUri"] = tokenUri.ToString(),
                ["authorizationUri"] = new Uri(restBaseUri, AuthorizationPath).ToString(),
                ["revocationUri"] = new Uri(restBaseUri, RevocationPath).ToString(),
                ["clientId"] = ClientId,
                ["clientSecret"] = ClientSecret,
            },
            ["channel"] = new JsonObject
            {
                ["input"] = Handle,
                ["secrets"] = new JsonObject { ["refresh_token"] = RefreshToken, ["access_token"] = AccessToken },
            },
            ["apiKey"] = ApiKey,
            ["scopes"] = new JsonArray([.. Scopes.Select(scope => (JsonNode)scope)]),
        };
}
