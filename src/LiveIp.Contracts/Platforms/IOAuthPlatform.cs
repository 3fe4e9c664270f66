namespace LiveIp.Contracts;

/// <summary>An adapter whose channels sign in by OAuth 2. The host does the whole of it; the adapter says where.</summary>
public interface IOAuthPlatform
{
    /// <summary>The application's registration, from the settings.</summary>
    OAuthClient OAuth { get; }
}

/// <summary>Where and as whom to get tokens.</summary>
public sealed record OAuthClient
{
    /// <summary>Id of the channel secret that holds the access token.</summary>
    public const string AccessTokenSecret = "access_token";

    /// <summary>Id of the channel secret that holds the refresh token.</summary>
    public const string RefreshTokenSecret = "refresh_token";

    /// <summary>The token endpoint (RFC 6749, section 3.2).</summary>
    public required Uri TokenUri { get; init; }

    /// <summary>Id of the application.</summary>
    public required string ClientId { get; init; }

    /// <summary>Null for public clients.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>All scopes that the adapter can use.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>
    /// The authorization endpoint (RFC 6749, section 3.1). Where it is set, people sign in with their system's browser, which comes back
    /// to a free port of the loopback (RFC 8252, section 7.3), with PKCE (RFC 7636, S256).
    /// </summary>
    public Uri? AuthorizationUri { get; init; }

    /// <summary>What the authorization endpoint wants besides the parameters of the RFCs: <c>access_type=offline</c>.</summary>
    public IReadOnlyDictionary<string, string> AuthorizationParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The device authorization endpoint (RFC 8628, section 3.1). Where it is set, people may sign in on any device by entering a code.
    /// </summary>
    public Uri? DeviceAuthorizationUri { get; init; }

    /// <summary>The name under which requests of the device flow carry the scopes: RFC 8628 says "scope", Twitch "scopes".</summary>
    public string DeviceScopeParameter { get; init; } = "scope";

    /// <summary>The revocation endpoint (RFC 7009); null where the platform has none, and tokens are only forgotten.</summary>
    public Uri? RevocationUri { get; init; }
}
