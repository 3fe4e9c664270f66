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
    public async Task A_broadcast_without_a_history_prints_that_it_has_no_value()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Started("s1"), Sample.Chat("a"), Sample.Ended("s1"));

        var table = await host.RunAsync("score");
        var json = await host.RunAsync("score", "1", "--json");
        var watched = await host.RunAsync("score", "--watch", "--json");
        var explained = await host.RunAsync("explain", "--language", "zh");

        Assert.Equal((0, 0, 0, 0), (table.Code, json.Code, watched.Code, explained.Code));
        Assert.Contains("no value (0 of 3 broadcasts)", table.Screen, StringComparison.Ordinal);
        Assert.Contains(" chat.messages ", table.Screen, StringComparison.Ordinal);
        Assert.Equal("broadcasts/1", JsonNode.Parse(json.Output)!["score"]!["broadcast"]!.GetValue<string>());
        Assert.True(JsonNode.Parse(watched.Output)!["ended"]!.GetValue<bool>());
        Assert.StartsWith("评分：", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_broadcasts_are_compared_and_a_missing_one_is_named()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Started("s1"), Sample.Chat("a"), Sample.Ended("s1"));

        var run = await host.RunAsync("compare", "1", "77");

        Assert.Equal(1, run.Code);
        Assert.Contains("broadcasts/77", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_shown_changed_saved_previewed_and_made_the_default()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Started("s1"), Sample.Chat("a"), Sample.Ended("s1"));
        var file = Path.Combine(host.Data, "mine.json");
        var shown = await host.RunAsync("profiles", "show", "default");
        await File.WriteAllTextAsync(file, shown.Output.Replace("\"id\": \"default\"", "\"id\": \"mine\"", StringComparison.Ordinal));

        var preview = await host.RunAsync("profiles", "preview", file);
        var saved = await host.RunAsync("profiles", "save", file);
        var made = await host.RunAsync("profiles", "default", "mine");
        var list = await host.RunAsync("profiles", "list");
        var score = await host.RunAsync("score");

        Assert.Equal((0, 0, 0, 0, 0), (preview.Code, saved.Code, made.Code, list.Code, score.Code));
        Assert.Contains("broadcasts/1", preview.Screen, StringComparison.Ordinal);
        Assert.Contains("profiles/mine@1 is stored", saved.Screen, StringComparison.Ordinal);
        Assert.Contains(" mine ", list.Screen, StringComparison.Ordinal);
        Assert.Contains("by mine@1", score.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_or_no_profile_is_told()
    {
        await using var host = await RunningHost.StartAsync();
        var file = Path.Combine(host.Data, "bad.json");
        await File.WriteAllTextAsync(file, "{\"id\": \"mine\", \"version\": 1}");

        var shown = await host.RunAsync("profiles", "show", "none");
        var saved = await host.RunAsync("profiles", "save", file);
        var missing = await host.RunAsync("profiles", "save", file + ".none");

        Assert.Equal((1, 1, 2), (shown.Code, saved.Code, missing.Code));
        Assert.Contains("json: ", saved.Errors, StringComparison.Ordinal);
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
