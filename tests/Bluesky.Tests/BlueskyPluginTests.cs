using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class BlueskyPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var offer = new DistributorBuilder();
        new BlueskyPlugin().Configure(offer);
        using var services = offer.Services.BuildServiceProvider();

        Assert.Equal("bluesky", offer.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<BlueskyDistributor>(services, new BlueskySettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<BlueskySettings>>().Validate(null, new BlueskySettings()).Failed);
    }

    [Fact]
    public void The_app_password_is_a_secret_setting()
    {
        var setting = typeof(BlueskySettings).GetProperty(nameof(BlueskySettings.AppPassword))!;

        Assert.True(((SettingAttribute)setting.GetCustomAttributes(typeof(SettingAttribute), false).Single()).Secret);
    }

    [Theory]
    [InlineData("", "p4ss", "https://bsky.social", "handle")]
    [InlineData("@a.bsky.social", "p4ss", "https://bsky.social", "@")]
    [InlineData("a.bsky.social", "", "https://bsky.social", "app password")]
    [InlineData("a.bsky.social", "p4ss", "http://bsky.social", "https")]
    [InlineData("a.bsky.social", "p4ss", "https://bsky.social/xrpc", "path")]
    [InlineData("a.bsky.social", "p4ss", "https://me:p4ss@bsky.social", "sign-in")]
    [InlineData("a.bsky.social", "p4ss", "bsky.social", "whole")]
    public async Task Settings_that_cannot_be_are_refused_with_a_sentence(string handle, string password, string server, string named)
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings = new BlueskySettings
        {
            Identifier = handle,
            AppPassword = password,
            Server = new Uri(server, UriKind.RelativeOrAbsolute),
        };

        var result = await bench.DeliverAsync(RenderedTexts.Of("live"));
        var validation = new BlueskySettingsValidator().Validate(null, bench.Settings);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(named, result.Detail);
        Assert.DoesNotContain("p4ss", result.Detail);
        Assert.Equal(result.Detail, validation.FailureMessage);
    }
}
