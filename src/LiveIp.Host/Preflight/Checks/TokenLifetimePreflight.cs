using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the sign-in outlasts the show: by the access token itself, or by what it is refreshed with.</summary>
internal sealed class TokenLifetimePreflight(IExtensionRegistry registry, ISecretVault vault, TokenBook tokens) : IPreflightCheck
{
    public Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<PreflightFinding>>(
            registry.FindPlatform(channel.Platform)?.Capabilities.Contains(Capability.NameOf<IOAuthPlatform>()) == true
                ? [Look(channel, plan)]
                : []
        );

    private PreflightFinding Look(ChannelRecord channel, PreflightPlan plan)
    {
        var ends = tokens.ExpiresAt(channel.Name);
        if (ends >= plan.PlannedEnd)
        {
            return Found.Ok(Check.TokenLifetime, $"The access token lasts until {Text(ends.Value)}.");
        }

        if (tokens.Keeper(channel.Name).Refusal is { } refusal)
        {
            return Found.Failed(Check.TokenLifetime, refusal.Message, SignInFailures.OfSigningIn(refusal));
        }

        return (vault.Read(channel.Name, OAuthClient.RefreshTokenSecret) is { Length: > 0 }, ends) switch
        {
            (true, { } at) => Found.Ok(Check.TokenLifetime, $"The access token ends at {Text(at)} and is refreshed before."),
            (true, null) => Found.Ok(Check.TokenLifetime, "The access token is refreshed when it ends."),
            (false, { } at) => Found.Failed(
                Check.TokenLifetime,
                $"The access token ends at {Text(at)}, and there is nothing to refresh it with. Sign in again.",
                SignInFailure.Revoked
            ),
            _ => Found.Failed(Check.TokenLifetime, "There is nothing to get an access token with. Sign in.", SignInFailure.Revoked),
        };
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
