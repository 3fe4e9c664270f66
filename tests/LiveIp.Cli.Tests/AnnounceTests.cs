using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

/// <summary>As a new user would have a broadcast announced, with a real receiver at the other end of the webhook.</summary>
public sealed class AnnounceTests
{
    [Fact]
    public async Task It_is_turned_on_previewed_asked_for_by_hand_and_turned_off()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        Assert.Contains("off", (await host.RunAsync("announce", "status")).Screen, StringComparison.Ordinal);
        Assert.Equal(1, (await host.RunAsync("announce", "preview")).Code);
        await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}");

        Assert.Equal(1, (await host.RunAsync("announce", "on", "--to", "nope")).Code);
        var on = await host.RunAsync("announce", "on", "--to", "webhook", "--language", "zh", "--tag", "stars", "--settle", "5");
        Assert.Equal(0, on.Code);
        Assert.Contains("自动通知已开启", on.Screen, StringComparison.Ordinal);
        var changed = await host.RunAsync("announce", "on", "--text", "来看！", "--json");
        var settings = JsonNode.Parse(changed.Output)!["announcer"]!;
        Assert.Equal(("zh", "来看！", "5s"), ((string?)settings["language"], (string?)settings["text"], (string?)settings["settle"]));

        Assert.Equal(0, (await host.RunAsync("announce", "preview")).Code);
        var nothing = await host.RunAsync("announce", "now");
        Assert.Equal(1, nothing.Code);
        Assert.Contains("on air", nothing.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await host.RunAsync("announce", "for", "999999", "--skip")).Code);
        Assert.Equal(2, (await host.RunAsync("announce", "for", "7", "--skip", "--also")).Code);

        Assert.Equal(0, (await host.RunAsync("announce", "off")).Code);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task A_broadcast_is_announced_once_over_a_flap_a_restart_and_being_asked_for_again()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}");
        Assert.Equal(0, (await host.RunAsync("announce", "on", "--to", "webhook", "--settle", "0", "--language", "en")).Code);

        await host.WriteAsync(Told("s1", BroadcastState.Types.State.Started));
        using (var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            while (receiver.Received.Count == 0)
            {
                await ticks.WaitForNextTickAsync(Deadline.Token());
            }
        }

        await host.WriteAsync(Told("e1", BroadcastState.Types.State.Ended));
        await host.StopAsync();
        await host.StartAgainAsync();
        await host.WriteAsync(Told("s2", BroadcastState.Types.State.Started));
        var again = await host.RunAsync("announce", "now", "--json");

        Assert.Equal(0, again.Code);
        var announced = JsonNode.Parse(again.Output)!["announcement"]!;
        Assert.Equal(("broadcasts/1", "STATE_ANNOUNCED"), ((string?)announced["broadcast"], (string?)announced["state"]));
        Assert.Contains("Starry night", Assert.Single(receiver.Received), StringComparison.Ordinal);
        Assert.Contains("announced", (await host.RunAsync("announce", "status")).Screen, StringComparison.Ordinal);
        Assert.Equal(0, (await host.RunAsync("announce", "for", "1", "--title", "The long night")).Code);
        var recap = await host.RunAsync("post", "--kind", "recap", "--from", "1");
        Assert.Equal(1, recap.Code);
        Assert.Contains("is not over", recap.Errors, StringComparison.Ordinal);
    }

    private static LiveEvent Told(string id, BroadcastState.Types.State state) =>
        new()
        {
            Id = id,
            OccurredAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
            BroadcastState = new() { State = state, Title = "Starry night" },
        };
}
