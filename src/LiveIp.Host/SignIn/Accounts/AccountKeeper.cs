using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Placement;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.SignIn.Sessions;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>Keeps a sign-in that was tried and works: for a new channel, for the one that is followed already, or for its bot.</summary>
internal sealed class AccountKeeper(
    ChannelStore channels,
    AccountStore accounts,
    TokenBook tokens,
    IConnectionPlacement placement,
    TimeProvider clock
)
{
    /// <param name="order">What was asked for.</param>
    /// <param name="owner">The name of the channel that there will be if none is followed yet; its secrets lie in the vault under it.</param>
    /// <param name="report">What the platform said.</param>
    /// <param name="cancellationToken">Until the first secret is moved.</param>
    /// <returns>The channel, and whether it was not followed before.</returns>
    /// <exception cref="SignInFailedException">The account is another's.</exception>
    public async Task<(ChannelRecord Channel, bool Created)> KeepAsync(
        SignInOrder order,
        string owner,
        SignInReport report,
        CancellationToken cancellationToken
    )
    {
        var platform = order.Platform.Descriptor.Id;
        if (order.Role == AccountRole.Bot)
        {
            await MoveAsync(order, owner, AccountOwner.Of(order.Channel!.Name, AccountRole.Bot), cancellationToken);
            accounts.Put(Record(order.Channel.Name, order.Role, report));
            return (order.Channel, false);
        }

        if (order.Channel is { } named)
        {
            if (named.Identity.Id != report.Channel.Id)
            {
                throw WrongAccount(named, report);
            }

            return (await RenewAsync(order, owner, named, report, cancellationToken), false);
        }

        if (channels.FindOnPlatform(platform, report.Channel.Id) is { } twin)
        {
            var isHistory = channels.FindHistory(platform, report.Channel.Id) is not null;
            var renewed = await RenewAsync(order, owner, twin, report, cancellationToken);
            // A channel that was made for imported history is followed from now on, and keeps its name.
            return isHistory ? (channels.Create(renewed.Id, platform, report.Channel, "", ""), true) : (renewed, false);
        }

        try
        {
            var made = channels.Create(ChannelRecord.IdOf(owner)!, platform, report.Channel, requestId: "", fingerprint: "");
            accounts.Put(Record(made.Name, order.Role, report));
            return (made, true);
        }
        catch (ChannelExistsException) when (channels.FindOnPlatform(platform, report.Channel.Id) is { } faster)
        {
            return (await RenewAsync(order, owner, faster, report, cancellationToken), false);
        }
    }

    private async Task<ChannelRecord> RenewAsync(
        SignInOrder order,
        string owner,
        ChannelRecord channel,
        SignInReport report,
        CancellationToken cancellationToken
    )
    {
        await MoveAsync(order, owner, channel.Name, cancellationToken);
        accounts.Put(Record(channel.Name, order.Role, report));
        if (!placement.Restart(channel.Name) && channel.Enabled)
        {
            // It made room for the check.
            placement.Start(channel);
        }

        return channel;
    }

    private async Task MoveAsync(SignInOrder order, string from, string to, CancellationToken cancellationToken)
    {
        if (order.Secrets.Count > 0)
        {
            await tokens.Keeper(to).ReplaceAsync(order.Secrets, cancellationToken);
        }
        else
        {
            await tokens.Keeper(to).TakeFromAsync(tokens.Keeper(from), cancellationToken);
        }
    }

    private AccountRecord Record(string channel, AccountRole role, SignInReport report) =>
        new()
        {
            Channel = channel,
            Role = role,
            AccountId = report.AccountId,
            AccountName = report.AccountName,
            Scopes = report.Scopes,
            VerifiedAt = clock.GetUtcNow(),
        };

    private static SignInFailedException WrongAccount(ChannelRecord channel, SignInReport report) =>
        new(
            SignInFailure.MissingScope,
            "wrong_account",
            $"{report.AccountName} signed in, whose channel is {report.Channel.DisplayName} ({report.Channel.Id}); "
                + $"{channel.Name} is {channel.Identity.DisplayName} ({channel.Identity.Id}). Sign in with that channel's account."
        );
}
