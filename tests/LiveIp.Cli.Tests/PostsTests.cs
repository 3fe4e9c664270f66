using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>As a new user would post, with a real receiver at the other end of the webhook.</summary>
public sealed class PostsTests
{
    [Fact]
    public async Task A_post_is_previewed_sent_listed_scheduled_and_taken_back()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        Assert.Equal(1, (await host.RunAsync("post", "Hello")).Code);
        Assert.Equal(
            0,
            (await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}")).Code
        );

        var preview = await host.RunAsync("post", "Hello", "--link", "youtube=https://youtu.be/x", "--preview");
        Assert.Equal(0, preview.Code);
        Assert.Contains("in a form of its own", preview.Screen, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);

        var sent = await host.RunAsync("post", "Hello", "--title", "News", "--tag", "stars", "--link", "https://example.org/a?b=c");
        Assert.Equal(0, sent.Code);
        Assert.Contains("delivered", sent.Screen, StringComparison.Ordinal);
        var body = JsonNode.Parse(Assert.Single(receiver.Received))!.ToJsonString();
        Assert.Contains("https://example.org/a?b=c", body, StringComparison.Ordinal);

        var later = await host.RunAsync("post", "Later", "--at", "2999-01-01T00:00");
        Assert.Equal(1, later.Code);
        var soon = TimeProvider.System.GetUtcNow().AddHours(2).ToString("O");
        var scheduled = await host.RunAsync("post", "Later", "--at", soon, "--json");
        Assert.Equal(0, scheduled.Code);
        var delivery = JsonNode.Parse(scheduled.Output)!["deliveries"]![0]!;
        Assert.Equal("DELIVERY_STATE_PENDING", (string?)delivery["state"]);

        var cancelled = await host.RunAsync("deliveries", "cancel", (string)delivery["post"]!);
        Assert.Contains("cancelled", cancelled.Screen, StringComparison.Ordinal);
        var all = await host.RunAsync("deliveries", "--json");
        Assert.Equal(
            ["DELIVERY_STATE_DELIVERED", "DELIVERY_STATE_CANCELLED"],
            JsonNode.Parse(all.Output)!["deliveries"]!.AsArray().Select(static d => (string?)d!["state"])
        );
        Assert.Equal(1, (await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "there")).Code);
        Assert.Equal(2, (await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "perhaps")).Code);
        Assert.Equal(1, (await host.RunAsync("deliveries", "retry", "posts/none")).Code);
        Assert.Equal(1, (await host.RunAsync("post", "Hello", "--broadcast", "999999")).Code);
        Assert.Single(receiver.Received);
    }
}
