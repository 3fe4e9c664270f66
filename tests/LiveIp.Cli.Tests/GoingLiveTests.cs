using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>As a new user would go live, against the emulated platforms.</summary>
public sealed class GoingLiveTests
{
    [Fact]
    public async Task From_the_categories_to_the_end_of_the_show()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air"], Deadline.Token());
        await host.FollowAsync(emulators);

        var categories = await host.RunAsync("categories");
        Assert.Contains("虚拟主播 (by hand)", categories.Screen, StringComparison.Ordinal);
        Assert.Contains("Software and Game Development", categories.Screen, StringComparison.Ordinal);

        var image = Path.Combine(host.Data, "thumbnail.png");
        await File.WriteAllBytesAsync(image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]);
        var rehearsal = await host.RunAsync("golive", "--title", "Night", "--category", "gaming", "--thumbnail", image, "--dry-run");
        Assert.Equal(0, rehearsal.Code);
        Assert.Contains("category, thumbnail", rehearsal.Screen, StringComparison.Ordinal);
        Assert.Contains("nothing stored", rehearsal.Screen, StringComparison.Ordinal);
        Assert.Contains("Gaming", rehearsal.Screen, StringComparison.Ordinal);

        var going = await host.RunAsync("golive", "--title", "Night", "--category", "music", "--no-wait", "--json");
        Assert.Equal(0, going.Code);
        var name = (string)JsonNode.Parse(going.Output)!["broadcast"]!["plan"]!;
        foreach (var platform in new[] { "youtube", "twitch", "bilibili" })
        {
            await emulators.EncodeAsync(platform, sending: true, Deadline.Token());
        }

        var live = await host.RunAsync("golive", "--plan", name);
        Assert.Equal(0, live.Code);
        Assert.Contains("(twitch): live", live.Errors, StringComparison.Ordinal);
        Assert.Contains("https://www.youtube.com/watch?v=", live.Screen, StringComparison.Ordinal);

        var changed = await host.RunAsync("change", "--title", "Night, part two", "--json");
        Assert.Equal(0, changed.Code);
        var told = JsonNode.Parse(changed.Output)!["broadcast"]!["details"]!;
        Assert.Equal(("Night, part two", "music"), ((string?)told["title"], (string?)told["category"]));

        var ended = await host.RunAsync("end");
        Assert.Equal(0, ended.Code);
        Assert.Contains("ending: stop the encoder", ended.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_plan_stays_strict_when_it_is_changed()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air"], Deadline.Token());
        await host.FollowAsync(emulators);
        var bilibili = host.Channels.All().Single(static c => c.Platform == "bilibili").Name;

        // Nothing to tell yet, so nothing that could not be told.
        var strict = await host.RunAsync("golive", "--strict", "--channel", bilibili, "--no-wait");
        var changed = await host.RunAsync("change", "--title", "Night");

        Assert.True(strict.Code == 0, strict.All);
        Assert.Equal(1, changed.Code);
        Assert.Contains(bilibili, changed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_shows_keys_only_when_asked_to()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air"], Deadline.Token());
        await host.FollowAsync(emulators);

        var masked = await host.RunAsync("ingest");
        var shown = await host.RunAsync("ingest", "--reveal");

        Assert.Equal((0, 0), (masked.Code, shown.Code));
        var server = $"rtmp://127.0.0.1:{emulators.Config["ports"]!["ingest-port"]}";
        Assert.Contains($"{server}/app", masked.Screen, StringComparison.Ordinal);
        Assert.Contains($"{server}/live2", masked.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("live_612345678", masked.Screen, StringComparison.Ordinal);
        Assert.Contains("live_612345678_liveip0demo0stream0key0", shown.Screen, StringComparison.Ordinal);
        Assert.Contains("copy server and key", shown.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_2_and_what_is_not_there_is_1()
    {
        await using var host = await RunningHost.StartAsync();
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--for", "abc")).Code);
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--for", "abc:colour=red")).Code);
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--announce")).Code);
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--plan", "plan-a")).Code);
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--start", "soon")).Code);
        Assert.Equal(2, (await host.RunAsync("golive", "--title", "x", "--thumbnail", Path.Combine(host.Data, "none.png"))).Code);
        Assert.Equal(1, (await host.RunAsync("golive", "--title", "x")).Code);
        Assert.Equal(1, (await host.RunAsync("golive", "--plan", "plan-none")).Code);
        Assert.Equal(1, (await host.RunAsync("end")).Code);
        Assert.Equal(2, (await host.RunAsync("change")).Code);
        Assert.Equal(2, (await host.RunAsync("change", "--strict")).Code);
        Assert.Equal(1, (await host.RunAsync("change", "--title", "x")).Code);
    }
}
