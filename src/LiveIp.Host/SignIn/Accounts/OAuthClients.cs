using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>A platform's registration as it is now, in types of the host's: what a plugin made must not outlive it.</summary>
internal static class OAuthClients
{
    /// <summary>Null where the platform has no OAuth.</summary>
    /// <exception cref="AdapterException">Refused: a required setting is not set, named in the message.</exception>
    public static async Task<OAuthClient?> OfAsync(PlatformExtension platform)
    {
        await using var lease = platform.Create();
        return lease.Instance is IOAuthPlatform { OAuth: var client }
            ? client with
            {
                Scopes = client.Scopes.ToArray(),
                AuthorizationParameters = client.AuthorizationParameters.ToDictionary(StringComparer.Ordinal),
            }
            : null;
    }
}
