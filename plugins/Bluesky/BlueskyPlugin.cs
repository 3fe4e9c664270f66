using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Bluesky;

/// <summary>Posts on Bluesky or any other server of the AT Protocol (https://docs.bsky.app).</summary>
public sealed class BlueskyPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<BlueskySettings>, BlueskySettingsValidator>();
        builder.Services.AddSingleton<SessionCache>();
        builder.AddDistributor<BlueskyDistributor, BlueskySettings>(new DistributorDescriptor { Id = "bluesky", DisplayName = "Bluesky" });
    }
}
