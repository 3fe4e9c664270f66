using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>
/// The token keeper of every account: one each, so that all of an account's callers share one refresh. The broadcaster's go by the
/// channel's name, others by <see cref="AccountOwner"/>.
/// </summary>
internal sealed class TokenBook(ISecretVault vault, TokenEndpoint endpoint, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TokenKeeper> _keepers = new(StringComparer.Ordinal);

    public IAccessTokens For(string owner, IPlatformAdapter adapter, CancellationToken closed) =>
        new ChannelTokens(Keeper(owner), adapter, closed);

    public TokenKeeper Keeper(string owner) => _keepers.GetOrAdd(owner, o => new TokenKeeper(vault, o, endpoint, clock));

    /// <summary>When the platform last confirmed the account's sign-in, by giving or refreshing tokens; null when it never did.</summary>
    public DateTimeOffset? VerifiedAt(string owner) => TokenKeeper.VerifiedAt(vault, owner);

    /// <summary>When the account's access token ends; null when there is none, or the platform did not say.</summary>
    public DateTimeOffset? ExpiresAt(string owner) => TokenKeeper.ExpiresAt(vault, owner);

    /// <summary>Forgets the tokens of all accounts of a channel, once no refresh is on its way.</summary>
    public async Task ForgetAsync(string channel)
    {
        foreach (var owner in AccountOwner.All(channel))
        {
            await Keeper(owner).ForgetAsync(CancellationToken.None);
        }

        Remove(channel);
    }

    public void Remove(string channel)
    {
        foreach (var owner in AccountOwner.All(channel))
        {
            _keepers.TryRemove(owner, out _);
        }
    }
}
