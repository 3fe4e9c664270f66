namespace LiveIp.Contracts;

/// <summary>
/// Publishes in the name of a channel that is connected, with its account and its platform's quota: its context has that
/// <see cref="IDeliveryContext.Channel"/>. It is offered by the plugin that offers the platform, see
/// <see cref="DistributorDescriptor.Platform"/>.
/// </summary>
public interface IChannelDistributor : IDistributor
{
    /// <summary>From the settings: the channel's name, "channels/{id}", or its platform's id of it.</summary>
    string Channel { get; }
}
