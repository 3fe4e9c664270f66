using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Douyin;

/// <summary>Publishes videos on Douyin by a web app of the user's own, which Douyin lets enterprises, authorities and institutions have.</summary>
public sealed class DouyinPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DouyinSettings>, DouyinSettingsValidator>();
        builder.AddDistributor<DouyinDistributor, DouyinSettings>(
            new DistributorDescriptor
            {
                Id = "douyin",
                DisplayName = "Douyin",
                DisplayNameZh = "抖音",
            }
        );
    }
}
