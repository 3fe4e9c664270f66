using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Webhook.Tests;

public sealed class WebhookPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new DistributorBuilder();
        new WebhookPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("webhook", builder.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<WebhookDistributor>(services, new WebhookSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<WebhookSettings>>().Validate(null, new WebhookSettings()).Failed);
    }
}
