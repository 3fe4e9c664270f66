using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Discord;

/// <summary>Posts into a Discord channel through a webhook of that channel.</summary>
public sealed class DiscordPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DiscordSettings>, DiscordSettingsValidator>();
        builder.Services.AddSingleton<GoneWebhooks>();
        builder.AddDistributor<DiscordDistributor, DiscordSettings>(new DistributorDescriptor { Id = "discord", DisplayName = "Discord" });
    }
}
