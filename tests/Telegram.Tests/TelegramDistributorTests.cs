using LiveIp.Contracts;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Telegram.Tests;

public sealed class TelegramDistributorTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    [Fact]
    public async Task A_post_in_a_public_channel_has_an_id_and_an_address()
    {
        await using var telegram = new TelegramStandIn();

        var result = await DeliverAsync(telegram);

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        Assert.Equal("-1001111111111/1", result.RemoteId);
        Assert.Equal(new Uri("https://t.me/liveip_news/1"), result.RemoteUri);
        Assert.Equal(Texts.Announcement().Text, Assert.Single(telegram.Messages).Text);
    }

    [Fact]
    public async Task A_post_in_a_private_channel_has_an_id_alone()
    {
        await using var telegram = new TelegramStandIn();

        var result = await DeliverAsync(telegram, chat: "-1002222222222");

        Assert.Equal((DeliveryOutcome.Delivered, "-1002222222222/1", null), (result.Outcome, result.RemoteId, result.RemoteUri));
    }

    [Fact]
    public async Task A_public_channel_that_is_named_by_its_number_has_an_address_too()
    {
        await using var telegram = new TelegramStandIn();

        Assert.Equal(new Uri("https://t.me/liveip_news/1"), (await DeliverAsync(telegram, chat: "-1001111111111")).RemoteUri);
    }

    [Fact]
    public async Task Links_are_entities_and_markup_is_none()
    {
        await using var telegram = new TelegramStandIn();

        await DeliverAsync(telegram);

        var request = Assert.Single(telegram.Messages).Request;
        var entity = Assert.Single(request.GetProperty("entities").EnumerateArray());
        var (offset, length) = (entity.GetProperty("offset").GetInt32(), entity.GetProperty("length").GetInt32());
        Assert.Equal("url", entity.GetProperty("type").GetString());
        Assert.Equal(Texts.Link, request.GetProperty("text").GetString()!.Substring(offset, length));
        Assert.Equal(
            ["chat_id", "disable_notification", "entities", "link_preview_options", "text"],
            request.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal($"POST /bot{TelegramStandIn.Token}/sendMessage HTTP/1.1", Assert.Single(telegram.Receiver.Requests).Line);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Preview_and_sound_are_as_they_were_set(bool preview, bool silent)
    {
        await using var telegram = new TelegramStandIn();

        await DeliverAsync(telegram, preview: preview, silent: silent);

        var request = Assert.Single(telegram.Messages).Request;
        Assert.Equal(!preview, request.GetProperty("link_preview_options").GetProperty("is_disabled").GetBoolean());
        Assert.Equal(silent, request.GetProperty("disable_notification").GetBoolean());
    }

    [Theory]
    [InlineData("-1003333333333", "Forbidden: bot was kicked from the channel chat")]
    [InlineData("-4444", "Set the chat (chatId) to -1004444444444")]
    [InlineData("@nobody", "chat not found")]
    public async Task A_chat_that_cannot_be_posted_in_is_refused_with_the_reason(string chat, string reason)
    {
        await using var telegram = new TelegramStandIn();

        var result = await DeliverAsync(telegram, chat: chat);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(reason, result.Detail);
        Assert.Empty(telegram.Messages);
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var telegram = new TelegramStandIn();

        var result = await DeliverAsync(telegram, token: TelegramStandIn.Token + "x");

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("Check the bot's token", result.Detail);
        Assert.Contains("Unauthorized", result.Detail);
    }

    [Theory]
    [InlineData("""{"ok":false,"error_code":429,"parameters":{"retry_after":35}}""", null, 35)]
    [InlineData("""{"ok":false,"error_code":429,"parameters":{"retry_after":35}}""", "Retry-After: 40", 40)]
    [InlineData("""{"ok":false,"error_code":429}""", null, null)]
    [InlineData("""{"parameters":[35]}""", null, null)]
    [InlineData("""{"parameters":{"retry_after":99999999999999}}""", null, 604_800)]
    public async Task The_pause_that_is_asked_for_is_told(string body, string? header, int? seconds)
    {
        await using var telegram = new TelegramStandIn();
        telegram.InsteadOfActing = new Reply(429, body, header is null ? [] : [header]);

        var result = await DeliverAsync(telegram);

        Assert.Equal((DeliveryOutcome.NotSent, seconds), (result.Outcome, (int?)result.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("""{"ok":false,"result":{"message_id":1,"chat":{"id":1}}}""")]
    [InlineData("""{"ok":true,"result":{"message_id":1}}""")]
    [InlineData("""{"ok":true,"result":true}""")]
    public async Task A_yes_without_the_message_is_unconfirmed(string body)
    {
        await using var telegram = new TelegramStandIn();
        telegram.AfterActing = socket => new Reply(200, body).SendAsync(socket);

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(telegram)).Outcome);
        Assert.Single(telegram.Messages);
    }

    [Fact]
    public async Task The_address_of_a_post_is_Telegrams_whatever_name_an_answer_gives()
    {
        await using var telegram = new TelegramStandIn();
        telegram.AfterActing = socket =>
            new Reply(200, """{"ok":true,"result":{"message_id":1,"chat":{"id":1,"username":"../evil?"}}}""").SendAsync(socket);

        var result = await DeliverAsync(telegram);

        Assert.Equal((DeliveryOutcome.Delivered, null), (result.Outcome, result.RemoteUri));
    }

    private Task<DeliveryResult> DeliverAsync(
        TelegramStandIn telegram,
        string chat = TelegramStandIn.PublicName,
        string token = TelegramStandIn.Token,
        bool preview = true,
        bool silent = false
    ) =>
        new TelegramDistributor(
            new TelegramSettings
            {
                Token = token,
                ChatId = chat,
                LinkPreview = preview,
                Silent = silent,
                BaseAddress = telegram.Uri,
            }
        ).DeliverAsync(new Post(), new DeliveryContext(_clock, Texts.Announcement()), CancellationToken.None);
}
