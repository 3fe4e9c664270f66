using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using Microsoft.Extensions.DependencyInjection;

namespace Twitch.Tests;

public class PluginTests
{
    [Fact]
    public void The_plugin_offers_twitch_and_its_container_can_make_the_adapter()
    {
        var builder = new Builder();

        new TwitchPlugin().Configure(builder);

        var descriptor = Assert.Single(builder.Platforms);
        Assert.Equal("twitch", descriptor.Id);
        Assert.Equal(DerivedMetricsPolicy.Allowed, descriptor.DerivedMetrics);
        Assert.Equal([("refresh_token", true), ("access_token", false)], descriptor.ChannelSecrets.Select(static s => (s.Id, s.Required)));
        Assert.All(descriptor.Metrics, static id => Assert.NotNull(MetricCatalog.Find(id)));
        Assert.DoesNotContain(MetricIds.Likes, descriptor.Metrics);
        using var services = builder.Services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        using var scope = services.CreateScope();
        Assert.IsAssignableFrom<IOAuthPlatform>(scope.ServiceProvider.GetRequiredService<IPlatformAdapter>());
    }

    [Theory]
    [InlineData("https://api.twitch.tv/helix", "wss://eventsub.wss.twitch.tv/ws", true)]
    [InlineData("http://127.0.0.1:5000/helix", "ws://localhost:5000/ws", true)]
    [InlineData("http://api.example.com/helix", "wss://eventsub.wss.twitch.tv/ws", false)]
    [InlineData("https://api.twitch.tv/helix", "https://eventsub.wss.twitch.tv/ws", false)]
    [InlineData("https://api.twitch.tv/helix", "ws://eventsub.wss.twitch.tv/ws", false)]
    public void Addresses_speak_the_right_protocol(string helix, string eventSub, bool valid)
    {
        var settings = new TwitchSettings { HelixBaseUri = new Uri(helix), EventSubUri = new Uri(eventSub) };

        Assert.Equal(valid, new TwitchSettingsValidator().Validate(null, settings).Succeeded);
    }

    private sealed class Builder : IPluginBuilder
    {
        public string Id => "twitch";
        public string Directory => "";
        public IServiceCollection Services { get; } = new ServiceCollection();
        public List<PlatformDescriptor> Platforms { get; } = [];

        public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
            where TAdapter : class, IPlatformAdapter
            where TSettings : class, new()
        {
            Services.AddScoped<IPlatformAdapter, TAdapter>();
            Services.AddScoped<TSettings>();
            Platforms.Add(descriptor);
            return this;
        }

        public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
            where TDistributor : class, IDistributor
            where TSettings : class, new() => throw new NotSupportedException("Twitch distributes nothing.");
    }
}
