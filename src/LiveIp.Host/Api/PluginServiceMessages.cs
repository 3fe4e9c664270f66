using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Plugins as the API shows them.</summary>
internal static class PluginServiceMessages
{
    public static Plugin Of(PluginStatus status)
    {
        var message = new Plugin
        {
            Name = $"plugins/{status.Directory.Id}",
            Version = status.Directory.Version,
            State = status.State switch
            {
                PluginState.Loaded => Plugin.Types.State.Loaded,
                PluginState.Arriving => Plugin.Types.State.Arriving,
                _ => Plugin.Types.State.Refused,
            },
            Detail = status.Detail,
            Directory = status.Directory.Path,
            ContractsVersion = status.ContractsVersion,
            LoadedAt = status.Plugin?.LoadedAt.ToTimestamp(),
        };
        message.Extensions.AddRange(status.Plugin?.Platforms.Select(Of) ?? []);
        message.Extensions.AddRange(status.Plugin?.Distributors.Select(Of) ?? []);
        return message;
    }

    private static Extension Of(PlatformExtension platform) =>
        new()
        {
            Id = platform.Descriptor.Id,
            Kind = Extension.Types.Kind.Platform,
            DisplayName = platform.Descriptor.DisplayName,
            DisplayNameZh = platform.Descriptor.DisplayNameZh ?? "",
            Capabilities = { platform.Capabilities },
            Metrics = { platform.Descriptor.Metrics },
            ChannelSecrets = { platform.Descriptor.ChannelSecrets.Select(Of) },
        };

    private static Extension Of(DistributorExtension distributor) =>
        new()
        {
            Id = distributor.Descriptor.Id,
            Kind = Extension.Types.Kind.Distributor,
            DisplayName = distributor.Descriptor.DisplayName,
            DisplayNameZh = distributor.Descriptor.DisplayNameZh ?? "",
        };

    private static ChannelSecret Of(ChannelSecretDescriptor secret) =>
        new()
        {
            Id = secret.Id,
            Label = secret.Label,
            LabelZh = secret.LabelZh ?? "",
            Help = secret.Help ?? "",
            Required = secret.Required,
        };
}
