using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>Finds the channel in whose name a distributor publishes.</summary>
internal sealed class DistributorChannels(ChannelStore channels, ChannelContexts contexts, IExtensionRegistry registry)
    : IDistributorChannels
{
    public (IChannelContext Channel, IAsyncDisposable Scope) Find(
        DistributorDescriptor distributor,
        string setting,
        CancellationToken closed
    )
    {
        // Of its own plugin's platform only: nobody's tokens are given to somebody else's code.
        var platform =
            registry.FindPlatform(distributor.Platform ?? "")
            ?? throw new AdapterException(FailureKind.Transient, $"The platform of {distributor.DisplayName} is not loaded.");
        var channel =
            channels.All().FirstOrDefault(c => c.Platform == platform.Descriptor.Id && (c.Name == setting || c.Identity.Id == setting))
            ?? throw new AdapterException(
                FailureKind.Refused,
                $"'{setting}' is no connected channel of {platform.Descriptor.DisplayName}; set the channel of {distributor.DisplayName} to one."
            );
        var lease = platform.Create();
        return (contexts.Make(channel, lease.Instance, closed), lease);
    }
}
