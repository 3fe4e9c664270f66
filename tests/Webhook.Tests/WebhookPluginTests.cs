using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Webhook.Tests;

public sealed class WebhookPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new Builder();
        new WebhookPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("webhook", builder.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<WebhookDistributor>(services, new WebhookSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<WebhookSettings>>().Validate(null, new WebhookSettings()).Failed);
    }

    private sealed class Builder : IPluginBuilder
    {
        public DistributorDescriptor? Distributor { get; private set; }

        public string Id => "webhook";

        public string Directory => "";

        public IServiceCollection Services { get; } = new ServiceCollection();

        public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
            where TAdapter : class, IPlatformAdapter
            where TSettings : class, new() => this;

        public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
            where TDistributor : class, IDistributor
            where TSettings : class, new()
        {
            Distributor = descriptor;
            return this;
        }
    }
}
