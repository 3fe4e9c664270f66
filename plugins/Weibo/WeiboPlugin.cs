using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Weibo;

/// <summary>Posts on Weibo by an app of the user's own.</summary>
public sealed class WeiboPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WeiboSettings>, WeiboSettingsValidator>();
        builder.Services.AddSingleton<DayBudget>();
        builder.AddDistributor<WeiboDistributor, WeiboSettings>(
            new DistributorDescriptor
            {
                Id = "weibo",
                DisplayName = "Weibo",
                DisplayNameZh = "微博",
            }
        );
    }
}
