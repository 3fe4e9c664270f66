using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

public sealed class PrivacyTests
{
    [Fact]
    public async Task A_person_is_forgotten_and_the_counts_are_told()
    {
        await using var host = await RunningHost.StartAsync();
        var chat = new LiveEvent
        {
            Id = "one",
            Actor = new()
            {
                Person = new() { Id = "twitch:4871269", DisplayName = "Grünhild" },
            },
            ChatMessage = new() { Text = "words" },
        };
        await host.WriteAsync(chat);

        var asked = await host.RunAsync("forget", "twitch:4871269");
        var forgotten = await host.RunAsync("forget", "twitch:4871269", "--yes");
        var list = await host.RunAsync("forgettings", "--json");

        Assert.Equal((2, 0, 0), (asked.Code, forgotten.Code, list.Code));
        Assert.Contains("--yes", asked.Errors, StringComparison.Ordinal);
        Assert.Contains("1 events of theirs", forgotten.Screen, StringComparison.Ordinal);
        Assert.Equal("", host.Log.Read(0, 1).Single().Parse().ChatMessage.Text);
        var only = Assert.Single(JsonNode.Parse(list.Output)!["forgettings"]!.AsArray())!;
        Assert.Equal("STATE_DONE", only["state"]!.GetValue<string>());
        Assert.DoesNotContain("4871269", list.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_is_shown_and_set_and_a_platforms_limit_is_1()
    {
        await using var host = await RunningHost.StartAsync();

        var set = await host.RunAsync("retention", "set", "twitch.personal=14d", "youtube.statistics=20d+verified");
        var tooLong = await host.RunAsync("retention", "set", "youtube.personal=31d");
        var json = await host.RunAsync("retention", "--json");

        Assert.Equal((0, 1, 0), (set.Code, tooLong.Code, json.Code));
        Assert.Contains("14d", set.Screen, StringComparison.Ordinal);
        Assert.Contains("20d+verified", set.Screen, StringComparison.Ordinal);
        Assert.Contains("At most 30d", tooLong.Errors, StringComparison.Ordinal);
        var rules = JsonNode.Parse(json.Output)!["rules"]!.AsArray();
        Assert.Equal(16, rules.Count);
        Assert.Equal(2, rules.Count(static r => !r!["isDefault"]!.GetValue<bool>()));
        Assert.Contains(
            "twitch",
            await File.ReadAllTextAsync(Path.Combine(host.Data, "retention.json"), Deadline.Token()),
            StringComparison.Ordinal
        );
    }
}
