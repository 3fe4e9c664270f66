using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

public sealed class StrategyTests
{
    [Fact]
    public async Task What_is_wished_for_is_asked_as_it_was_typed()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync([
            "suggest",
            "--veto",
            "topic=politics",
            "--veto",
            "slot=late night",
            "--spacing",
            "topic=2",
            "--seed",
            "7",
        ]);
        var wished = host.Suggested!;
        await host.RunAsync("suggest", "--candidate", "topic=music,slot=evening", "--candidate", "topic=talk", "--profile", "mine");
        var named = host.Suggested!;

        Assert.Equal(0, run.Code);
        Assert.Equal([("topic", "politics"), ("slot", "late night")], wished.Vetoes.Select(static v => (v.Factor, v.Value)));
        Assert.Equal(("topic", 2), (wished.Spacings.Single().Factor, wished.Spacings.Single().Broadcasts));
        Assert.Equal((7UL, "", 0), (wished.Seed, wished.Profile, wished.Candidates.Count));
        Assert.Equal("profiles/mine", named.Profile);
        Assert.Equal(
            [("music", "evening"), ("talk", "")],
            named.Candidates.Select(static c => (c.Labels["topic"], c.Labels.GetValueOrDefault("slot", "")))
        );
    }

    [Theory]
    [InlineData("en", "Next: music.", "within reach", "your usual", "is ruled out", "tell what it was")]
    [InlineData("zh", "下一场：music。", "够得着", "平常水平", "已被排除", "请告知播了什么")]
    public async Task The_answer_stands_first_with_options_reasons_and_what_is_not_in_it(string language, params string[] sentences)
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync("suggest", "--language", language);

        Assert.Equal(0, run.Code);
        Assert.StartsWith(sentences[0], run.Screen, StringComparison.Ordinal);
        Assert.All(sentences, s => Assert.Contains(s, run.Screen, StringComparison.Ordinal));
        var music = Assert.Single(run.Screen.Split('\n'), static l => l.Contains("evening, music", StringComparison.Ordinal));
        Assert.All((string[])[" 57 ", "52 – 62", " 4 ", "95 %"], cell => Assert.Contains(cell, music, StringComparison.Ordinal));
        Assert.Contains("liveip suggest record suggestions/abc", run.Screen, StringComparison.Ordinal);
        Assert.Contains("needs an agreement", run.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_history_is_said_and_has_no_score()
    {
        var guess = new Suggestion
        {
            Name = "suggestions/abc",
            Summary = "Try music.",
            NotEnoughHistory = "not enough history (1 of 3 broadcasts)",
            Options =
            {
                new SuggestedOption { Labels = { ["topic"] = "music" }, Propensity = 1 },
            },
        };
        await using var host = await StrategyHost.StartAsync(new() { Suggestion = guess });

        var run = await host.RunAsync("suggest", "--language", "en");

        Assert.Contains("not enough history (1 of 3 broadcasts)", run.Screen, StringComparison.Ordinal);
        Assert.Contains("no value", run.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("your usual", run.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_what_the_api_answers()
    {
        await using var host = await StartAsync();

        var suggestion = JsonNode.Parse((await host.RunAsync("suggest", "--json")).Output)!["suggestion"]!;

        Assert.Equal(57, suggestion["options"]![0]!["expectedScore"]!.GetValue<double>());
        Assert.Equal("suggestions/abc", suggestion["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_streamed_is_told_with_names_or_ids()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync("suggest", "record", "abc", "topic=music", "slot=evening", "--broadcast", "12", "--language", "en");

        Assert.Equal(0, run.Code);
        Assert.Equal(("suggestions/abc", "broadcasts/12"), (host.Recorded!.Suggestion, host.Recorded.Broadcast));
        Assert.Equal(("music", "evening"), (host.Recorded.Labels["topic"], host.Recorded.Labels["slot"]));
        Assert.Contains("chance of 95 %", run.Screen, StringComparison.Ordinal);

        await host.RunAsync("suggest", "record", "suggestions/abc", "--broadcast", "broadcasts/12");
        Assert.Equal(
            ("suggestions/abc", "broadcasts/12", 0),
            (host.Recorded.Suggestion, host.Recorded.Broadcast, host.Recorded.Labels.Count)
        );
    }

    [Theory]
    [InlineData(0, 20, 0)]
    [InlineData(5, 20, 5)]
    [InlineData(5, 3, 3)]
    public async Task The_list_goes_over_pages_as_far_as_it_is_asked(int there, int most, int shown)
    {
        await using var host = await StrategyHost.StartAsync(new() { Suggestion = Music(), Listed = there });

        var list = await host.RunAsync("suggest", "list", "--most", $"{most}");
        var json = await host.RunAsync("suggest", "list", "--most", $"{most}", "--json");

        Assert.Equal(0, list.Code);
        Assert.Equal(shown, list.Screen.Split('\n').Count(static l => l.Contains("suggestions/", StringComparison.Ordinal)));
        Assert.Equal(shown, JsonNode.Parse(json.Output)!["suggestions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_back_test_shows_every_estimate_or_why_there_is_none()
    {
        var answer = new BackTestResponse
        {
            Verdict = "It does not beat random.",
            VerdictZh = "未能证明优于随机。",
            Estimates =
            {
                new PolicyEstimate
                {
                    Policy = "suggestion",
                    Estimator = "dm",
                    MeanScore = 53.25,
                    Low = 50,
                    High = 56,
                },
                new PolicyEstimate
                {
                    Policy = "suggestion",
                    Estimator = "weighted",
                    Refusal = "3 of 100.",
                },
            },
        };
        await using var host = await StrategyHost.StartAsync(new() { Suggestion = Music(), BackTestAnswer = answer });

        var run = await host.RunAsync("backtest", "--seed", "5", "--language", "en");
        var chinese = await host.RunAsync("backtest", "--language", "zh");

        Assert.Equal((0, "It does not beat random."), (run.Code, run.Screen.Split('\n')[0].Trim()));
        Assert.StartsWith("未能证明优于随机。", chinese.Screen, StringComparison.Ordinal);
        Assert.Contains(
            "50.0 – 56.0",
            Assert.Single(run.Screen.Split('\n'), static l => l.Contains(" dm ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        var refused = Assert.Single(run.Screen.Split('\n'), static l => l.Contains(" weighted ", StringComparison.Ordinal));
        Assert.Contains("no value", refused, StringComparison.Ordinal);
        Assert.Contains("3 of 100.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_as_it_is_says_what_is_lacking()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Started("b1"), Sample.Chat("a"), Sample.Ended("b1"));

        var unlabelled = await host.RunAsync("suggest", "--language", "en");
        await host.RunAsync("broadcasts", "label", "1", "topic=music");
        var labelled = await host.RunAsync("suggest", "--language", "en");
        var name = JsonNode.Parse((await host.RunAsync("suggest", "list", "--most", "1", "--json")).Output)!["suggestions"]![0]!["name"]!;
        var recorded = await host.RunAsync(
            "suggest",
            "record",
            name.GetValue<string>(),
            "topic=talk",
            "--broadcast",
            "last",
            "--language",
            "en"
        );
        var tested = await host.RunAsync("backtest", "--language", "en");

        Assert.Equal((0, 0, 0), (unlabelled.Code, labelled.Code, tested.Code));
        Assert.Contains("liveip broadcasts label broadcasts/1 topic=", unlabelled.Screen, StringComparison.Ordinal);
        Assert.Contains("not enough history (0 of 3 broadcasts)", labelled.Screen, StringComparison.Ordinal);
        Assert.Contains(" music ", labelled.Screen, StringComparison.Ordinal);
        Assert.Equal(1, recorded.Code);
        Assert.Contains("had ended when the suggestion was made", recorded.Errors, StringComparison.Ordinal);
        Assert.Contains("all broadcasts have the same labels", tested.Screen, StringComparison.Ordinal);
    }

    private static Task<StrategyHost> StartAsync() => StrategyHost.StartAsync(new() { Suggestion = Music() });

    private static Suggestion Music() =>
        new()
        {
            Name = "suggestions/abc",
            CreatedAt = new() { Seconds = 1_700_000_000 },
            Summary = "Next: music.",
            SummaryZh = "下一场：music。",
            Options =
            {
                new SuggestedOption
                {
                    Labels = { ["topic"] = "music", ["slot"] = "evening" },
                    ExpectedScore = 57,
                    Low = 52,
                    High = 62,
                    Broadcasts = 4,
                    Propensity = 0.95,
                    Reason = "within reach",
                    ReasonZh = "够得着",
                },
            },
            Removed =
            {
                new RemovedCandidate
                {
                    Labels = { ["topic"] = "politics" },
                    Reason = "is ruled out",
                    ReasonZh = "已被排除",
                },
            },
            Excluded =
            {
                new ExcludedPlatform { Platform = "youtube", Reason = "needs an agreement" },
            },
            Choice = new()
            {
                Labels = { ["topic"] = "music" },
                Broadcast = "broadcasts/12",
                Propensity = 0.95,
            },
        };
}
