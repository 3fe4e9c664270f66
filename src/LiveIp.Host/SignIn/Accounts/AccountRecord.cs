using LiveIp.V1;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>An account that signed in for a channel. Its tokens are in the vault, not here.</summary>
internal sealed record AccountRecord
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required AccountRole Role { get; init; }

    /// <summary>The platform's.</summary>
    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When the sign-in was tried and worked.</summary>
    public required DateTimeOffset VerifiedAt { get; init; }
}
