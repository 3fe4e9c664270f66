using LiveIp.Contracts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;

namespace LiveIp.Host.Broadcasts.Ingest;

/// <summary>Where encoders send to. Nothing of it is stored: the platform is asked each time.</summary>
internal sealed class ChannelIngests(PlatformSteps steps)
{
    /// <exception cref="CapabilityMissingException">The platform does not tell.</exception>
    /// <exception cref="AdapterException"/>
    public Task<IReadOnlyList<IngestEndpoint>> OfAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        steps.IngestAsync(channel, cancellationToken);

    /// <summary>Enough to tell two keys apart, and of no use to anybody: the last four characters at most, and no more than a quarter.</summary>
    public static string Mask(string key) => "••••••••" + key[^Math.Min(4, key.Length / 4)..];
}
