using System.Text.Json.Nodes;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class DiscordReloadTests
{
    private const string Path = "/api/webhooks/1100000000000000001/a-token-of-a-webhook";

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new ChannelReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "discord",
            "LiveIp.Plugins.Discord",
            receiver,
            [KeyValuePair.Create("url", $"https://discord.com{Path}"), KeyValuePair.Create("baseAddress", $"{address}")]
        );
    }

    /// <summary>A message is known by its text.</summary>
    private sealed class ChannelReceiver : Receiver
    {
        protected override string? Read(HttpRequest request, string body) =>
            request.Path == Path && request.Query["wait"] == "true" ? (string?)JsonNode.Parse(body)!["content"] : null;

        protected override IResult Taken(string body) => Results.Json(new { id = "1200000000000000001" });
    }
}
