using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>The token keeper of every channel: one each, so that all of a channel's callers share one refresh.</summary>
internal sealed class TokenBook(ISecretVault vault, TokenEndpoint endpoint, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TokenKeeper> _keepers = new(StringComparer.Ordinal);

    public IAccessTokens For(string channel, IPlatformAdapter adapter, CancellationToken closed) =>
        new ChannelTokens(Keeper(channel), adapter, closed);

    public TokenKeeper Keeper(string channel) => _keepers.GetOrAdd(channel, c => new TokenKeeper(vault, c, endpoint, clock));

    /// <summary>When the platform last confirmed the channel's sign-in by refreshing it; null when it never did.</summary>
    public DateTimeOffset? VerifiedAt(string channel) => TokenKeeper.VerifiedAt(vault, channel);

    public void Remove(string channel) => _keepers.TryRemove(channel, out _);
}
