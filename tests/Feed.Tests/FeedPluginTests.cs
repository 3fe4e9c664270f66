using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class FeedPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new DistributorBuilder();
        new FeedPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("feed", builder.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<FeedDistributor>(services, new FeedSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<FeedSettings>>().Validate(null, new FeedSettings()).Failed);
    }
}
