using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Webhook;

/// <summary>Tells any HTTP endpoint, signed by Standard Webhooks (https://www.standardwebhooks.com).</summary>
public sealed class WebhookPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WebhookSettings>, WebhookSettingsValidator>();
        builder.AddDistributor<WebhookDistributor, WebhookSettings>(new DistributorDescriptor { Id = "webhook", DisplayName = "Webhook" });
    }
}
