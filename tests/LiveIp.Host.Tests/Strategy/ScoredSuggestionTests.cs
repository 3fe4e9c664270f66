using LiveIp.Contracts;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Strategy;

/// <summary>From events in the log to a suggestion, with the scores that the host computes.</summary>
public sealed class ScoredSuggestionTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_drew_more_people_is_suggested_from_what_was_in_the_log()
    {
        await using var rig = await StrategyRig.StartAsync(_directory, scored: true);
        for (var day = 0; day < 8; day++)
        {
            await StreamAsync(rig, day);
        }

        var answer = await rig.SuggestAsync();

        Assert.Equal(("", 8, 0, 0), (answer.NotEnoughHistory, answer.Broadcasts, answer.BroadcastsWithoutScore, answer.Excluded.Count));
        Assert.Equal(["music", "talk"], answer.Options.Select(static o => o.Labels["topic"]));
        Assert.True(answer.Options[0].ExpectedScore - answer.Options[1].ExpectedScore > 4, answer.ToString());
        Assert.Equal(("profiles/default@1", rig.Log.LastSequence), (answer.ProfileVersion, answer.AsOfSequence));
    }

    // Music draws three times as many people, each of whom says as much: chat counts per viewer.
    private static async Task StreamAsync(StrategyRig rig, int day)
    {
        var (isMusic, wobble, minutes) = (day % 2 == 0, day * 7 % 5, day * 24 * 60.0);
        rig.Clock.SetUtcNow(Sample.Start.AddMinutes(minutes + 90));
        await rig.Log.WriteAsync([
            Told.Event(State.Started, minutes, $"s{day}"),
            .. Enumerable
                .Range(0, 30)
                .Select(i => Sample.Gauge(MetricIds.ViewersConcurrent, (isMusic ? 300 : 100) + wobble, (minutes + i) * 60)),
            .. Enumerable
                .Range(0, (isMusic ? 120 : 40) + wobble)
                .Select(i => Sample.Chat($"c{day}-{i}", (minutes * 60) + (14 * i), $"twitch:{i % (isMusic ? 30 : 10)}")),
            Told.Event(State.Ended, minutes + 30, $"s{day}"),
        ]);
        await rig.LabelLatestAsync(isMusic ? "topic=music" : "topic=talk");
    }
}
