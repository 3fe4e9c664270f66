using LiveIp.Contracts;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Discord.Tests;

public sealed class DiscordSettingsTests
{
    private const string Good = "https://discord.com/api/webhooks/11/" + DiscordStandIn.Token;

    [Theory]
    [InlineData(Good, "https://discord.com/api/webhooks/11/" + DiscordStandIn.Token + "?wait=true")]
    [InlineData(
        "https://ptb.discord.com/api/v10/webhooks/11/" + DiscordStandIn.Token,
        "https://discord.com/api/v10/webhooks/11/" + DiscordStandIn.Token + "?wait=true"
    )]
    public void An_address_as_Discord_shows_it_is_taken(string url, string posting)
    {
        var settings = new DiscordSettings { Url = new Uri(url) };

        Assert.Null(DiscordSettingsValidator.Explain(settings));
        var address = WebhookAddress.TryParse(settings.Url)!.Address(settings.BaseAddress);
        Assert.Equal(posting, WebhookAddress.Posting(address, "").AbsoluteUri);
    }

    [Theory]
    [InlineData(null, "https://discord.com/", "", "url")]
    [InlineData("http://discord.com/api/webhooks/11/" + DiscordStandIn.Token, "https://discord.com/", "", "url")]
    [InlineData("https://discord.com.example.com/api/webhooks/11/" + DiscordStandIn.Token, "https://discord.com/", "", "url")]
    [InlineData("https://discord.com/channels/1/2", "https://discord.com/", "", "url")]
    [InlineData(Good + "/slack", "https://discord.com/", "", "url")]
    [InlineData(Good + "?thread_id=1", "https://discord.com/", "", "url")]
    [InlineData("/api/webhooks/11/" + DiscordStandIn.Token, "https://discord.com/", "", "url")]
    [InlineData(Good, "http://gateway.example.com/", "", "baseAddress")]
    [InlineData(Good, "ftp://127.0.0.1/", "", "baseAddress")]
    [InlineData(Good, "https://discord.com/", "12&wait=false", "threadId")]
    [InlineData(Good, "https://discord.com/", "123456789012345678901", "threadId")]
    public async Task Settings_that_cannot_be_are_refused_with_the_field_and_without_the_key(
        string? url,
        string baseAddress,
        string thread,
        string field
    )
    {
        var settings = new DiscordSettings
        {
            Url = url is null ? null : new Uri(url, UriKind.RelativeOrAbsolute),
            BaseAddress = new Uri(baseAddress),
            ThreadId = thread,
        };

        var validation = new DiscordSettingsValidator().Validate(null, settings);
        var result = await new DiscordDistributor(settings, new GoneWebhooks()).DeliverAsync(
            new Post(),
            new DeliveryContext(TimeProvider.System, Texts.Announcement()),
            CancellationToken.None
        );

        Assert.Contains($"({field})", validation.FailureMessage);
        Assert.DoesNotContain(DiscordStandIn.Token, validation.FailureMessage);
        Assert.Equal((DeliveryOutcome.Rejected, validation.FailureMessage), (result.Outcome, result.Detail));
    }
}
