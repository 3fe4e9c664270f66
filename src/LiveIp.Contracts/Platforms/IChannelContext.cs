namespace LiveIp.Contracts;

/// <summary>
/// What the host gives an adapter that is to act on one channel: to send, to moderate, to go live. It acts beside the connection that
/// follows the channel, with the same secrets and tokens, on an instance of its own.
/// </summary>
public interface IChannelContext : IPlatformContext
{
    /// <summary>The platform's id of the channel.</summary>
    ChannelIdentity Channel { get; }

    /// <summary>
    /// The account that speaks in the channel's place, signed in beside the broadcaster. Null when there is none: then the broadcaster's
    /// own account speaks. <see cref="IPlatformContext.Tokens"/> are always the broadcaster's.
    /// </summary>
    BotAccount? Bot => null;
}

/// <summary>An account besides the broadcaster's.</summary>
public sealed record BotAccount
{
    /// <summary>The platform's id of the account.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its access tokens, refreshed by the host as the broadcaster's are.</summary>
    public required IAccessTokens Tokens { get; init; }
}
