using Grpc.Net.Client;
using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Demo.History;

namespace LiveIp.Host.Demo;

/// <summary>All that shows are played on and watched with, once the channels are connected.</summary>
internal sealed record DemoStage
{
    public required EmulatorChild Emulators { get; init; }
    public required GrpcChannel Channel { get; init; }
    public required DemoSetup Setup { get; init; }
    public required DemoClocks Clocks { get; init; }
    public required LogCollector Log { get; init; }
    public required ShowComparison Comparison { get; init; }
    public required BroadcastLabels Labels { get; init; }

    /// <summary>Channel name by platform.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>The creator's encoder stops sending to every platform; between shows only.</summary>
    public async Task StopEncoderAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in Names.Keys)
        {
            await Emulators.EncodeAsync(platform, sending: false, cancellationToken);
        }
    }
}
