using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Asks the platform whose sign-in it is and whether all that is needed was granted, for the broadcaster and for the bot.</summary>
internal sealed class SignInPreflight(IExtensionRegistry registry, AccountStore accounts, AccountCheck check, ConnectionBoard board)
    : IPreflightCheck
{
    private static readonly AccountRole[] Roles = [AccountRole.Broadcaster, AccountRole.Bot];

    public async Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    )
    {
        if (
            registry.FindPlatform(channel.Platform) is not { } platform
            || !platform.Capabilities.Contains(Capability.NameOf<ISignInCheck>())
        )
        {
            return [];
        }

        var findings = new List<PreflightFinding>();
        foreach (var role in Roles)
        {
            if (role == AccountRole.Broadcaster || accounts.Find(channel.Name, role) is not null)
            {
                findings.AddRange(await LookAsync(platform, channel, role, cancellationToken));
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<PreflightFinding>> LookAsync(
        PlatformExtension platform,
        ChannelRecord channel,
        AccountRole role,
        CancellationToken cancellationToken
    )
    {
        var whose = role == AccountRole.Bot ? "The bot: " : "";
        if (
            !platform.Capabilities.Contains(Capability.NameOf<IOAuthPlatform>())
            && board.Find(channel.Name) is { State: ConnectionState.Online }
        )
        {
            // Trying would end the connection, which shows more than a trial could.
            return [Found.Ok(Check.SignedIn, "The connection stands on it.")];
        }

        try
        {
            var granted = accounts.Find(channel.Name, role) is { Scopes.Count: > 0 } account ? account.Scopes : null;
            var report = await check.AskAsync(platform, AccountOwner.Of(channel.Name, role), channel, granted, cancellationToken);
            return [.. Judge(channel, role, report).Select(f => Prefixed(f, whose))];
        }
        catch (AdapterException e)
        {
            var failure = SignInFailures.OfSigningIn(e);
            return
            [
                failure == SignInFailure.Transient
                    ? Found.Warning(Check.SignedIn, $"{whose}It could not be found out: {e.Message}")
                    : Found.Failed(Check.SignedIn, whose + e.Message, failure),
            ];
        }
    }

    private static IEnumerable<PreflightFinding> Judge(ChannelRecord channel, AccountRole role, SignInReport report)
    {
        var isOwn = role == AccountRole.Bot || report.Channel.Id == channel.Identity.Id;
        yield return isOwn
            ? Found.Ok(Check.SignedIn, $"Signed in as {report.AccountName}.")
            : Found.Failed(Check.SignedIn, $"Signed in as {report.AccountName}, whose channel is another one.", SignInFailure.MissingScope);
        if (report.MissingScopes.Count > 0)
        {
            yield return Found.Failed(
                Check.Scopes,
                $"Not allowed: {string.Join(", ", report.MissingScopes)}. Sign in again and allow all of it.",
                SignInFailure.MissingScope
            );
        }
        else if (report.Scopes.Count > 0)
        {
            yield return Found.Ok(Check.Scopes, "All that is needed is allowed.");
        }
    }

    private static PreflightFinding Prefixed(PreflightFinding finding, string whose)
    {
        finding.Detail = whose + finding.Detail;
        return finding;
    }
}
