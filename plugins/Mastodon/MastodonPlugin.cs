using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Instances;
using LiveIp.Plugins.Mastodon.Statuses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Mastodon;

/// <summary>Posts on Mastodon and on what speaks its API (https://docs.joinmastodon.org/api).</summary>
public sealed class MastodonPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<MastodonSettings>, MastodonSettingsValidator>();
        builder.Services.AddSingleton<LimitsCache>();
        builder.Services.AddSingleton<KnownStatuses>();
        builder.Services.AddSingleton<OwnAccount>();
        builder.AddDistributor<MastodonDistributor, MastodonSettings>(
            new DistributorDescriptor { Id = "mastodon", DisplayName = "Mastodon" }
        );
    }
}
