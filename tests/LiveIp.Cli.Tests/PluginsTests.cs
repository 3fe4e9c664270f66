using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class PluginsTests
{
    [Fact]
    public async Task Lists_the_plugins_that_come_with_LiveIp()
    {
        await using var host = await RunningHost.StartAsync();

        var table = await host.RunAsync("plugins");
        var json = await host.RunAsync("plugins", "--json");

        Assert.Equal((0, 0), (table.Code, json.Code));
        var plugins = JsonNode.Parse(json.Output)!["plugins"]!.AsArray();
        Assert.Equal(13, plugins.Count);
        Assert.All(plugins, static p => Assert.Equal("STATE_LOADED", p!["state"]!.GetValue<string>()));
        foreach (var extension in (string[])["youtube", "twitch", "bilibili", "webhook"])
        {
            Assert.Contains(plugins, p => p!["extensions"]!.AsArray().Any(x => x!["id"]!.GetValue<string>() == extension));
            Assert.Contains($" {extension})", table.Screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_are_set_shown_and_secrets_masked()
    {
        await using var host = await RunningHost.StartAsync();

        var set = await host.RunAsync("plugins", "set", "twitch.clientId=abc123", "twitch.clientSecret=s3cr3t");
        var shown = await host.RunAsync("plugins", "settings", "twitch");

        Assert.Equal((0, 0), (set.Code, shown.Code));
        Assert.Contains("abc123", shown.Screen, StringComparison.Ordinal);
        Assert.Contains("twitch.clientSecret", shown.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", set.All + shown.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_1_and_named()
    {
        await using var host = await RunningHost.StartAsync();

        var run = await host.RunAsync("plugins", "set", "twitch.noSuchKey=s3cr3t");

        Assert.Equal(1, run.Code);
        Assert.Contains("noSuchKey", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", run.All, StringComparison.Ordinal);
    }
}
