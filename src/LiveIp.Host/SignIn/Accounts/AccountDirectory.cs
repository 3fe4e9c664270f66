using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.Storage;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>Which accounts are signed in and how they are, out of what is stored and of what the connections have met.</summary>
internal sealed class AccountDirectory(
    ChannelStore channels,
    AccountStore accounts,
    ConnectionBoard board,
    IExtensionRegistry registry,
    ISecretVault vault,
    TokenBook tokens
)
{
    private static readonly string[] TokenIds = [OAuthClient.RefreshTokenSecret, OAuthClient.AccessTokenSecret];

    /// <summary>Of one channel, or of all.</summary>
    public IReadOnlyList<Account> List(string? channel) =>
        [.. channels.All().Where(c => channel is null || c.Name == channel).SelectMany(Of)];

    /// <summary>Null when nobody signed in for it, and no secrets of it were given either.</summary>
    public Account? Find(ChannelRecord channel, AccountRole role)
    {
        var account = accounts.Find(channel.Name, role);
        var owner = AccountOwner.Of(channel.Name, role);
        if (account is null && (role == AccountRole.Bot || !HasSecrets(channel.Platform, owner)))
        {
            return null;
        }

        var (failure, detail) = Trouble(channel.Name, owner, role);
        return new Account
        {
            Name = AccountNames.Of(channel.Name, role),
            Channel = channel.Name,
            Platform = channel.Platform,
            Role = role,
            AccountId = account?.AccountId ?? "",
            AccountName = account?.AccountName ?? "",
            Scopes = { account?.Scopes ?? [] },
            State = failure == SignInFailure.Unspecified ? Account.Types.State.SignedIn : Account.Types.State.NeedsSignIn,
            Failure = failure,
            Detail = detail,
            VerifiedAt = Later(account?.VerifiedAt, tokens.VerifiedAt(owner))?.ToTimestamp(),
            AccessTokenExpiresAt = tokens.ExpiresAt(owner)?.ToTimestamp(),
        };
    }

    private IEnumerable<Account> Of(ChannelRecord channel)
    {
        if (Find(channel, AccountRole.Broadcaster) is { } broadcaster)
        {
            yield return broadcaster;
        }
        else if (channel.Enabled)
        {
            yield return new Account
            {
                Name = AccountNames.Of(channel.Name, AccountRole.Broadcaster),
                Channel = channel.Name,
                Platform = channel.Platform,
                Role = AccountRole.Broadcaster,
                State = Account.Types.State.NeedsSignIn,
                Failure = SignInFailure.Revoked,
                Detail = "Nobody is signed in for this channel.",
            };
        }

        if (Find(channel, AccountRole.Bot) is { } bot)
        {
            yield return bot;
        }
    }

    private (SignInFailure Failure, string Detail) Trouble(string channel, string owner, AccountRole role)
    {
        if (role == AccountRole.Broadcaster && board.Find(channel) is { State: ConnectionState.NeedsSignIn } connection)
        {
            var failure = connection.SignInFailure;
            return (failure == SignInFailure.Unspecified ? SignInFailure.Revoked : failure, connection.Detail);
        }

        return tokens.Keeper(owner).Refusal is { } refusal
            ? (SignInFailures.OfSigningIn(refusal), refusal.Message)
            : (SignInFailure.Unspecified, "");
    }

    private bool HasSecrets(string platform, string owner) =>
        (registry.FindPlatform(platform)?.Descriptor.ChannelSecrets.Select(static s => s.Id) ?? [])
            .Concat(TokenIds)
            .Any(id => vault.Read(owner, id) is { Length: > 0 });

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
