using System.Net.Http.Json;

namespace LiveIp.Plugins.Telegram.Tests.Support;

/// <summary>The stand-in is as strict as the documents; the distributor's tests are worth no more than it is.</summary>
public sealed class TelegramStandInTests
{
    private static readonly object Good = new { chat_id = TelegramStandIn.PublicName, text = "now https://example.com" };

    [Theory]
    [InlineData("bot" + TelegramStandIn.Token + "/sendMessage", 200)]
    [InlineData("bot" + TelegramStandIn.Token + "/sendPost", 404)]
    [InlineData("bot" + TelegramStandIn.Token + "x/sendMessage", 401)]
    [InlineData("bot123/sendMessage", 404)]
    [InlineData("sendMessage", 404)]
    public Task An_address_has_its_answer(string path, int status) => AnswersAsync(status, Good, path);

    [Fact]
    public Task Markup_is_refused() =>
        AnswersAsync(
            400,
            new
            {
                chat_id = TelegramStandIn.PublicName,
                text = "now",
                parse_mode = "HTML",
            }
        );

    [Theory]
    [InlineData("url", 4, 19, 200)]
    [InlineData("url", 4, 20, 400)]
    [InlineData("url", 0, 3, 400)]
    [InlineData("url", -1, 4, 400)]
    [InlineData("url", 4, 0, 400)]
    [InlineData("link", 4, 19, 400)]
    public Task An_entity_lies_within_the_text_and_is_what_it_says(string type, int offset, int length, int status) =>
        AnswersAsync(
            status,
            new
            {
                chat_id = TelegramStandIn.PublicName,
                text = "now https://example.com",
                entities = new[]
                {
                    new
                    {
                        type,
                        offset,
                        length,
                    },
                },
            }
        );

    [Fact]
    public Task Another_method_brings_no_text() => AnswersAsync(400, Good, method: HttpMethod.Put);

    private static async Task AnswersAsync(
        int status,
        object body,
        string path = "bot" + TelegramStandIn.Token + "/sendMessage",
        HttpMethod? method = null
    )
    {
        await using var telegram = new TelegramStandIn();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, $"{telegram.Uri}{path}");
        request.Content = JsonContent.Create(body);
        // The stand-in reads bodies whose length is told before.
        await request.Content.LoadIntoBufferAsync();

        using var response = await client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, telegram.Messages.Count);
    }
}
