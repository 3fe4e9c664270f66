namespace LiveIp.Plugins.Bluesky.Sessions;

/// <summary>A sign-in. A class, so that nothing prints its tokens by chance.</summary>
internal sealed class Session
{
    /// <summary>Where the account's posts are kept.</summary>
    public required Uri Pds { get; init; }

    /// <summary>"did:plc:…"</summary>
    public required string Did { get; init; }

    /// <summary>"name.bsky.social"</summary>
    public required string Handle { get; init; }

    /// <summary>Good for about two hours.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Good for about 90 days, and for asking for new tokens only.</summary>
    public required string RefreshToken { get; init; }
}
