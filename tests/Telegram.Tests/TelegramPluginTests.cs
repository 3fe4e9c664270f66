using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Telegram.Tests;

public sealed class TelegramPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new DistributorBuilder();
        new TelegramPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("telegram", builder.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<TelegramDistributor>(services, new TelegramSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<TelegramSettings>>().Validate(null, new TelegramSettings()).Failed);
    }
}
