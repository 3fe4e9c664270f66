using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Discord.Tests;

public sealed class DiscordPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new DistributorBuilder();
        new DiscordPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("discord", builder.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<DiscordDistributor>(services, new DiscordSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<DiscordSettings>>().Validate(null, new DiscordSettings()).Failed);
    }
}
