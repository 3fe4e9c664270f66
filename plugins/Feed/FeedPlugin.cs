using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Feed;

/// <summary>Writes posts into an Atom feed: a file that any web server gives out and any reader follows.</summary>
public sealed class FeedPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<FeedGate>();
        builder.Services.AddSingleton<IValidateOptions<FeedSettings>, FeedSettingsValidator>();
        builder.AddDistributor<FeedDistributor, FeedSettings>(
            new DistributorDescriptor
            {
                Id = "feed",
                DisplayName = "Atom feed",
                DisplayNameZh = "Atom 订阅源",
            }
        );
    }
}
