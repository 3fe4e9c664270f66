using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class NumbersTests
{
    [Fact]
    public async Task Metrics_that_a_platform_does_not_have_are_missing_with_the_reason()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Chat("a"), Sample.Chat("b"));

        var table = await host.RunAsync("metrics");
        var json = await host.RunAsync("metrics", "--channel", "one", "--metric", "likes", "--metric", "chat.messages", "--json");

        Assert.Equal((0, 0), (table.Code, json.Code));
        var likes = Assert.Single(table.Screen.Split('\n'), static l => l.Contains(" likes ", StringComparison.Ordinal));
        Assert.Contains("missing", likes, StringComparison.Ordinal);
        Assert.Contains("not offered by the platform", likes, StringComparison.Ordinal);
        var values = JsonNode.Parse(json.Output)!["values"]!.AsArray();
        Assert.Equal(["likes", "chat.messages"], values.Select(static v => v!["metric"]!.GetValue<string>()));
        Assert.Null(values[0]!["number"]);
        Assert.Equal(2, values[1]!["number"]!.GetValue<double>());
    }

    [Fact]
    public async Task The_score_prints_every_term_and_its_coverage()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Chat("a"));

        var table = await host.RunAsync("score", "--preset", "SeedPrinted");
        var score = JsonNode.Parse((await host.RunAsync("score", "--preset", "SeedPrinted", "--json")).Output)!["score"]!;

        Assert.Equal(0, table.Code);
        Assert.Contains("of the weights have a value", table.Screen, StringComparison.Ordinal);
        Assert.NotEmpty(score["terms"]!.AsArray());
        foreach (var term in score["terms"]!.AsArray())
        {
            Assert.Contains($" {term!["id"]!.GetValue<string>()} ", table.Screen, StringComparison.Ordinal);
            Assert.Contains(term["missing"]!.GetValue<string>(), table.Screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_preset_is_1_and_the_field_is_named()
    {
        await using var host = await RunningHost.StartAsync();

        var run = await host.RunAsync("score", "--preset", "Nonsense");

        Assert.Equal(1, run.Code);
        Assert.Contains("preset: must be one of", run.Errors, StringComparison.Ordinal);
    }
}
