using LiveIp.Contracts;
using LiveIp.Host.Distribution.Preparing;

namespace LiveIp.Host.Tests.Distribution.Support;

/// <summary>No distributor here acts for a channel.</summary>
internal sealed class NoChannels : IDistributorChannels
{
    public (IChannelContext Channel, IAsyncDisposable Scope) Find(
        DistributorDescriptor distributor,
        string setting,
        CancellationToken closed
    ) => throw new AdapterException(FailureKind.Refused, "There is no channel.");
}
