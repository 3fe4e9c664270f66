namespace LiveIp.Contracts;

/// <summary>
/// What the host gives an adapter that is to act on one channel: to send, to moderate, to go live. It acts beside the connection that
/// follows the channel, with the same secrets and tokens, on an instance of its own.
/// </summary>
public interface IChannelContext : IPlatformContext
{
    /// <summary>The platform's id of the channel.</summary>
    ChannelIdentity Channel { get; }
}
