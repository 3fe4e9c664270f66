using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Quotas;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Acting;

/// <summary>Gives plugins what they act on a channel with: its secrets, tokens and quota.</summary>
internal sealed class ChannelContexts(
    ISecretVault vault,
    TokenBook tokens,
    QuotaLedger quotas,
    AccountStore accounts,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    /// <param name="channel">Which.</param>
    /// <param name="adapter">Of its platform; it refreshes the tokens, so it has to live as long as the context.</param>
    /// <param name="closed">From then on the context is of no use.</param>
    public ChannelContext Make(ChannelRecord channel, IPlatformAdapter adapter, CancellationToken closed) =>
        new()
        {
            Channel = channel.Identity,
            Secrets = new ChannelSecrets(vault, channel.Name, closed),
            Tokens = tokens.For(channel.Name, adapter, closed),
            Quota = quotas.For(channel.Platform, adapter),
            Clock = clock,
            Logger = loggers.CreateLogger($"LiveIp.Platforms.{channel.Platform}"),
            Bot = accounts.Find(channel.Name, AccountRole.Bot) is { } bot
                ? new BotAccount
                {
                    Id = bot.AccountId,
                    Name = bot.AccountName,
                    Tokens = tokens.For(AccountOwner.Of(channel.Name, AccountRole.Bot), adapter, closed),
                }
                : null,
        };
}
