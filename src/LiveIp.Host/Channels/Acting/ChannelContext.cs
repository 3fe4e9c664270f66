using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Acting;

internal sealed record ChannelContext : IChannelContext
{
    public required ChannelIdentity Channel { get; init; }

    public required ISecretStore Secrets { get; init; }

    public required IAccessTokens Tokens { get; init; }

    public required IQuota Quota { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Logger { get; init; }

    public BotAccount? Bot { get; init; }
}
