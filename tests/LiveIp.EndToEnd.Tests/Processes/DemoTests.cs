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

        var (exit, output, errors) = await HostProcess.RunAsync(
            ["demo", "--history", "0", "--seconds", "8", "--json", file],
            Deadline.In(100)
        );

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

        // It began by going live, said a line, held a poll and ended, on every platform as far as that exists.
        var acts = result["acting"]!["acts"]!.AsArray().Select(static a => a!).ToList();
        Assert.All(acts, static a => Assert.True((bool)a["holds"]!, a.ToJsonString()));
        Assert.Equal(
            ["end", "go live", "poll", "say a line"],
            acts.Select(static a => (string)a["act"]!).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(acts.GroupBy(static a => (string)a["act"]!), static a => Assert.Equal(3, a.Count()));
        Assert.Contains("CAPABILITY_UNSUPPORTED", output, StringComparison.Ordinal);

        // A platform that does not tell how many watch has a missing number, never 0.
        Assert.Equal("missing", (string?)platforms["bilibili"]!["metrics"]!["viewers.concurrent"]!["value"]);
    }

    [Fact]
    public async Task Past_shows_lie_on_days_of_their_own_with_labels_and_hold_as_the_last_one_does()
    {
        using var directory = new TempDirectory();
        var file = directory.File("result.json");
        string[] arguments = ["demo", "--history", "2", "--seconds", "6", "--seed", "3", "--json", file];

        var (exit, output, errors) = await HostProcess.RunAsync(arguments, Deadline.In(150));

        Assert.True(exit == 0, $"exit {exit}: {output}{errors}");
        var result = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        Assert.Equal(3, result["platforms"]!.AsObject().Count);
        var shows = result["history"]!["shows"]!.AsArray();
        Assert.Equal(2, shows.Count);
        Assert.Equal(2, shows.Select(static s => (string)s!["broadcast"]!).Distinct().Count());
        Assert.True((DateTimeOffset)shows[0]!["at"]! < (DateTimeOffset)shows[1]!["at"]!);
        foreach (var show in shows.Select(static s => s!))
        {
            Assert.True((bool)show["holds"]!);
            Assert.True((bool)show["emulated"]!);
            var labels = show["labels"]!.AsObject();
            Assert.Equal(["format", "slot", "topic"], labels.Select(static l => l.Key).Order(StringComparer.Ordinal));
            Assert.Contains((string)labels["topic"]!, result["history"]!["trueEffects"]!["topic"]!.AsObject().Select(static t => t.Key));
            var parts = show["parts"]!.AsArray();
            Assert.Equal(
                ["bilibili", "twitch", "youtube"],
                parts.Select(static p => (string)p!["platform"]!).Order(StringComparer.Ordinal)
            );
            // Half a minute by the clock in which it was played, and the wait for its readers.
            Assert.All(parts, static p => Assert.InRange((double)p!["seconds"]!, 29, 120));
        }
    }
}
