using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class MastodonPluginTests
{
    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var offer = new DistributorBuilder();
        new MastodonPlugin().Configure(offer);
        using var services = offer.Services.BuildServiceProvider();

        Assert.Equal("mastodon", offer.Distributor!.Id);
        Assert.NotNull(ActivatorUtilities.CreateInstance<MastodonDistributor>(services, new MastodonSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<MastodonSettings>>().Validate(null, new MastodonSettings()).Failed);
    }

    [Fact]
    public void The_access_token_is_a_secret_setting()
    {
        var setting = typeof(MastodonSettings).GetProperty(nameof(MastodonSettings.AccessToken))!;

        Assert.True(((SettingAttribute)setting.GetCustomAttributes(typeof(SettingAttribute), false).Single()).Secret);
    }

    [Theory]
    [InlineData(null, "t0ken", 0, "whole")]
    [InlineData("social.example", "t0ken", 0, "whole")]
    [InlineData("http://social.example", "t0ken", 0, "https")]
    [InlineData("https://social.example/@me", "t0ken", 0, "path")]
    [InlineData("https://social.example", "", 0, "token")]
    [InlineData("https://social.example", "t0ken\n", 0, "character")]
    [InlineData("https://social.example", "t0ken", 7, "visibility")]
    public async Task Settings_that_cannot_be_are_refused_with_a_sentence(string? instance, string token, int visibility, string named)
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings = new MastodonSettings
        {
            Instance = instance is null ? null : new Uri(instance, UriKind.RelativeOrAbsolute),
            AccessToken = token,
            Visibility = (Visibility)visibility,
        };

        var result = await bench.DeliverAsync(RenderedTexts.Of("live"));
        var limits = await Assert.ThrowsAsync<AdapterException>(bench.LimitsAsync);
        var validation = new MastodonSettingsValidator().Validate(null, bench.Settings);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(named, result.Detail);
        Assert.DoesNotContain("t0ken", result.Detail);
        Assert.Equal((result.Detail, result.Detail), (validation.FailureMessage, limits.Message));
    }
}
