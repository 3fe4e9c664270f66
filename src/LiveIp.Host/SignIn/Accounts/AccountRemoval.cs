using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Placement;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.SignIn.Flows;
using LiveIp.Host.Storage;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>Takes a sign-in back at the platform, as far as that can be done, and forgets it here in any case.</summary>
internal sealed class AccountRemoval(
    IExtensionRegistry registry,
    ISecretVault vault,
    AccountStore accounts,
    TokenBook tokens,
    OAuthRequests requests,
    IConnectionPlacement placement
)
{
    public async Task<RemoveSignInResponse> RemoveAsync(ChannelRecord channel, AccountRole role, CancellationToken cancellationToken)
    {
        var owner = AccountOwner.Of(channel.Name, role);
        var answer = await RevokeAsync(channel, owner, cancellationToken);
        await tokens.Keeper(owner).ForgetAsync(cancellationToken);
        accounts.Remove(channel.Name, role);
        if (role == AccountRole.Broadcaster)
        {
            // It says that it needs a sign-in from now on, instead of going on with a token in its hand.
            placement.Restart(channel.Name);
        }

        return answer;
    }

    private async Task<RemoveSignInResponse> RevokeAsync(ChannelRecord channel, string owner, CancellationToken cancellationToken)
    {
        if (await ClientAsync(channel.Platform) is not { RevocationUri: not null } client)
        {
            return new() { Detail = "Forgotten here. The platform has no call to take it back; do that in the account's own settings." };
        }

        try
        {
            var revoked = false;
            // The refresh token first: whoever revokes by it (RFC 7009, section 2.1) ends the access tokens with it.
            foreach (var kind in (string[])[OAuthClient.RefreshTokenSecret, OAuthClient.AccessTokenSecret])
            {
                if (vault.Read(owner, kind) is { Length: > 0 } token)
                {
                    revoked |= await requests.RevokeAsync(client, token, kind, cancellationToken);
                }
            }

            return revoked
                ? new() { Revoked = true, Detail = "Taken back at the platform, and forgotten here." }
                : new() { Detail = "Forgotten here. The platform did not confirm; look into the account's own settings." };
        }
        catch (AdapterException e)
        {
            return new() { Detail = $"Forgotten here. {e.Message}" };
        }
    }

    private async Task<OAuthClient?> ClientAsync(string platform)
    {
        try
        {
            return registry.FindPlatform(platform) is { } extension ? await OAuthClients.OfAsync(extension) : null;
        }
        catch (AdapterException)
        {
            // Not set up any more: there is nobody to ask.
            return null;
        }
    }
}
