using System.Text.Json.Nodes;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class TelegramReloadTests
{
    private const string Token = "123456789:a-long-enough-token-of-a-bot";

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new ChannelReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "telegram",
            "LiveIp.Plugins.Telegram",
            receiver,
            [
                KeyValuePair.Create("token", Token),
                KeyValuePair.Create("chatId", "@liveip_news"),
                KeyValuePair.Create("baseAddress", $"{address}"),
            ]
        );
    }

    /// <summary>A message is known by its text.</summary>
    private sealed class ChannelReceiver : Receiver
    {
        protected override string? Read(HttpRequest request, string body) =>
            request.Path == $"/bot{Token}/sendMessage" ? (string?)JsonNode.Parse(body)!["text"] : null;

        protected override IResult Taken(string body) =>
            Results.Json(new { ok = true, result = new { message_id = 1, chat = new { id = -1001 } } });
    }
}
