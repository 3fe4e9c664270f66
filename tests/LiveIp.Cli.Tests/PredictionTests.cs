using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>Predictions on the emulated Twitch.</summary>
public sealed class PredictionTests
{
    [Fact]
    public async Task What_was_resolved_can_be_resolved_again_with_the_same_id_and_nothing_else()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync([], Deadline.Token());
        await host.FollowAsync(emulators);
        var started = await host.RunAsync("prediction", "start", "Do I win?", "Yes", "No", "--json");
        Assert.True(started.Code == 0, started.All);

        string[] resolve = ["prediction", "resolve", "yes", "--request-id", "r", "--json"];
        var first = await host.RunAsync(resolve);
        var repeated = await host.RunAsync(resolve);
        var other = await host.RunAsync("prediction", "resolve", "Yes");

        Assert.True(first.Code == 0, first.All);
        var resolved = JsonNode.Parse(first.Output)!["prediction"]!;
        Assert.Equal(("STATE_RESOLVED", true), ((string)resolved["state"]!, (bool)resolved["outcomes"]![0]!["won"]!));
        Assert.True(repeated.Code == 0, repeated.All);
        Assert.Equal(first.Output, repeated.Output);
        Assert.Equal(1, other.Code);
        Assert.Contains("No prediction runs", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_resolve_does_not_touch_the_next_prediction()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync([], Deadline.Token());
        await host.FollowAsync(emulators);
        string[] resolve = ["prediction", "resolve", "Yes", "--request-id", "r"];
        Assert.Equal(0, (await host.RunAsync("prediction", "start", "Do I win?", "Yes", "No")).Code);
        Assert.Equal(0, (await host.RunAsync(resolve)).Code);
        Assert.Equal(0, (await host.RunAsync("prediction", "start", "And now?", "Yes", "No")).Code);

        Assert.Equal(1, (await host.RunAsync(resolve)).Code);

        var shown = JsonNode.Parse((await host.RunAsync("prediction", "show", "--json")).Output)!["predictions"]!.AsArray();
        Assert.Equal("STATE_ACTIVE", (string)shown.Single(static p => (string)p!["title"]! == "And now?")!["state"]!);
    }
}
