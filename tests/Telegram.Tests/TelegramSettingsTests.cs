using LiveIp.Contracts;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Telegram.Tests;

public sealed class TelegramSettingsTests
{
    private const string Official = "https://api.telegram.org/";

    [Theory]
    [InlineData(Official, "https://api.telegram.org/bot" + TelegramStandIn.Token + "/sendMessage")]
    [InlineData("http://127.0.0.1:8081/own", "http://127.0.0.1:8081/own/bot" + TelegramStandIn.Token + "/sendMessage")]
    public void The_token_stands_in_the_address(string baseAddress, string method)
    {
        var settings = Settings(TelegramStandIn.Token, "@channel", baseAddress);

        Assert.Null(TelegramSettingsValidator.Explain(settings));
        Assert.Equal(method, BotToken.TryParse(settings.Token)!.Method(settings.BaseAddress, "sendMessage").AbsoluteUri);
    }

    [Theory]
    [InlineData("@abc")]
    [InlineData("@a_234567890123456789012345678901")]
    [InlineData("-1001234567890")]
    [InlineData("42")]
    public void A_chat_is_a_name_or_a_number(string chat) =>
        Assert.Null(TelegramSettingsValidator.Explain(Settings(TelegramStandIn.Token, chat, Official)));

    [Theory]
    [InlineData("", "@channel", Official, "token")]
    [InlineData(TelegramStandIn.Key, "@channel", Official, "token")]
    [InlineData("bot" + TelegramStandIn.Token, "@channel", Official, "token")]
    [InlineData(TelegramStandIn.Token + "/getMe?", "@channel", Official, "token")]
    [InlineData(TelegramStandIn.Token + "\n", "@channel", Official, "token")]
    [InlineData(TelegramStandIn.Token, "", Official, "chatId")]
    [InlineData(TelegramStandIn.Token, "channel", Official, "chatId")]
    [InlineData(TelegramStandIn.Token, "https://t.me/channel", Official, "chatId")]
    [InlineData(TelegramStandIn.Token, "@a_234567890123456789012345678901x", Official, "chatId")]
    [InlineData(TelegramStandIn.Token, "0", Official, "chatId")]
    [InlineData(TelegramStandIn.Token, "@channel", "http://api.telegram.org/", "baseAddress")]
    public async Task Settings_that_cannot_be_are_refused_with_the_field_and_without_the_key(
        string token,
        string chat,
        string baseAddress,
        string field
    )
    {
        var settings = Settings(token, chat, baseAddress);

        var validation = new TelegramSettingsValidator().Validate(null, settings);
        var result = await new TelegramDistributor(settings).DeliverAsync(
            new Post(),
            new DeliveryContext(TimeProvider.System, Texts.Announcement()),
            CancellationToken.None
        );

        Assert.Contains($"({field})", validation.FailureMessage);
        Assert.DoesNotContain(TelegramStandIn.Key, validation.FailureMessage);
        Assert.Equal((DeliveryOutcome.Rejected, validation.FailureMessage), (result.Outcome, result.Detail));
    }

    private static TelegramSettings Settings(string token, string chat, string baseAddress) =>
        new()
        {
            Token = token,
            ChatId = chat,
            BaseAddress = new Uri(baseAddress),
        };
}
