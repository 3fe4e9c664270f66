using LiveIp.Contracts;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>The channels in whose name distributors publish.</summary>
internal interface IDistributorChannels
{
    /// <summary>The channel, and what its context lives in.</summary>
    /// <param name="distributor">Whose platform it is of.</param>
    /// <param name="setting">What the setting says: the channel's name, or its platform's id of it.</param>
    /// <param name="closed">From then on the context is of no use.</param>
    /// <exception cref="AdapterException">The setting names no channel of that platform, or the platform is not there.</exception>
    (IChannelContext Channel, IAsyncDisposable Scope) Find(DistributorDescriptor distributor, string setting, CancellationToken closed);
}
