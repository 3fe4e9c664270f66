using LiveIp.Contracts;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>One channel's tokens as an adapter sees them, open until <paramref name="closed"/> is cancelled.</summary>
internal sealed class ChannelTokens(TokenKeeper keeper, IPlatformAdapter adapter, CancellationToken closed) : IAccessTokens
{
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        closed.ThrowIfCancellationRequested();
        return await keeper.GetAsync(Client(), cancellationToken);
    }

    public async ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken)
    {
        closed.ThrowIfCancellationRequested();
        return await keeper.RefreshAsync(Client(), rejected, cancellationToken);
    }

    private OAuthClient Client() =>
        adapter is IOAuthPlatform platform
            ? platform.OAuth
            : throw new AdapterException(FailureKind.Refused, "The plugin asks for access tokens but does not say where they come from.");
}
