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
}
