using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Strategy;

public sealed class BackTestServiceTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_short_history_is_refused_with_the_number()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(5);

        var answer = await rig.Client.BackTestAsync(new());

        Assert.Contains(" of 20 steps", answer.Refusal, StringComparison.Ordinal);
        Assert.Contains("/20", answer.RefusalZh, StringComparison.Ordinal);
        Assert.Equal((answer.Refusal, answer.RefusalZh, 5), (answer.Verdict, answer.VerdictZh, answer.Broadcasts));
        Assert.Empty(answer.Estimates);
        Assert.Empty(answer.Comparisons);
    }

    [Fact]
    public async Task The_suggestion_stands_beside_the_plain_ways_and_what_is_not_known_says_why()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(30);
        await rig.BroadcastAsync("1", "");

        var answer = await rig.Client.BackTestAsync(new(), cancellationToken: Deadline.Token());
        var again = await rig.Client.BackTestAsync(new() { Seed = 1 }, cancellationToken: Deadline.Token());

        Assert.Equal(("", "", 30, 1UL), (answer.Refusal, answer.RefusalZh, answer.Broadcasts, answer.Seed));
        Assert.InRange(answer.Steps, 20, 27);
        Assert.Equal(
            ["best-average", "random", "repeat-last", "suggestion"],
            answer.Estimates.Select(static e => e.Policy).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(answer.Estimates, static e => Assert.Equal(e.HasMeanScore, e.Refusal.Length == 0));
        Assert.All(
            answer.Estimates.Where(static e => e.Estimator == "weighted"),
            static e => Assert.Contains("liveip suggest record", e.Refusal)
        );
        PolicyEstimate Model(string policy) => answer.Estimates.Single(e => e.Policy == policy && e.Estimator == "dm");
        // Music is worth more, and random streams it half of the time.
        Assert.True(Model("suggestion").MeanScore > Model("random").MeanScore);
        Assert.InRange(Model("random").MeanScore, Model("random").Low, Model("random").High);
        Assert.True(answer.Comparisons.Single(static c => c.Against == "random").Beats);
        Assert.True(answer.Verdict.Length > 0 && answer.VerdictZh.Length > 0);
        Assert.Equal(answer.Estimates, again.Estimates);
    }

    [Fact]
    public async Task Draws_that_were_followed_reach_it_and_too_few_of_them_are_refused_with_the_number()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(24);
        for (var i = 0; i < 3; i++)
        {
            var suggestion = await rig.SuggestAsync();
            await rig.RecordAsync(suggestion.Name, StrategyRig.Words(suggestion.Options[0].Labels), await rig.BroadcastAsync("2", ""));
        }

        // What came after them is what they are judged by.
        await rig.MusicBeatsTalkAsync(10);
        var answer = await rig.Client.BackTestAsync(new(), cancellationToken: Deadline.Token());

        var weighted = answer.Estimates.Single(static e => e is { Policy: "suggestion", Estimator: "weighted" });
        Assert.InRange(weighted.EffectiveSampleSize, 0.5, 3.0000001);
        Assert.Contains("100", weighted.Refusal, StringComparison.Ordinal);
        Assert.False(weighted.HasMeanScore);
    }
}
