using System.Text.Json.Nodes;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.EndToEnd.Tests.Processes;

public sealed class DemoTests
{
    [Fact]
    public async Task A_short_demo_holds_and_writes_its_results_as_documented()
    {
        using var directory = new TempDirectory();
        var file = directory.File("result.json");

        var (exit, output, errors) = await HostProcess.RunAsync(["demo", "--seconds", "8", "--json", file], Deadline.In(100));

        Assert.True(exit == 0, $"exit {exit}: {output}{errors}");
        var result = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        Assert.Equal(0, (int)result["exit"]!);
        var platforms = result["platforms"]!.AsObject();
        Assert.Equal(["bilibili", "twitch", "youtube"], platforms.Select(static p => p.Key).Order(StringComparer.Ordinal));
        foreach (var (name, platform) in platforms)
        {
            Assert.True((int)platform!["delivered"]! > 0, $"{name} delivered nothing");
            Assert.True((int)platform["logged"]! > 0, $"{name} logged nothing");
            Assert.All(["lost", "doubled", "wrong", "unrecoverable"], count => Assert.Equal(0, (int)platform[count]!));
            Assert.Empty(platform["gaps"]!.AsArray());
            var metrics = platform["metrics"]!.AsObject();
            Assert.All(metrics, static m => Assert.Equal(["value", "truth"], m.Value!.AsObject().Select(static p => p.Key)));
            var messages = metrics["chat.messages"]!;
            Assert.True((double)messages["value"]! > 0);
            Assert.Equal((double)messages["truth"]!, (double)messages["value"]!);
        }

        // A platform that does not tell how many watch has a missing number, never 0.
        Assert.Equal("missing", (string?)platforms["bilibili"]!["metrics"]!["viewers.concurrent"]!["value"]);
    }
}
