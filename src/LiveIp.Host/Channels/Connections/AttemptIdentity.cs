using LiveIp.Contracts;

namespace LiveIp.Host.Channels.Connections;

/// <summary>Makes the channel's secrets and tokens for one attempt; both refuse once the given token is cancelled.</summary>
internal sealed record AttemptIdentity
{
    public required Func<CancellationToken, ISecretStore> Secrets { get; init; }

    public required Func<CancellationToken, IAccessTokens> Tokens { get; init; }

    /// <summary>Of the platform; counts on after the attempt.</summary>
    public required IQuota Quota { get; init; }
}
