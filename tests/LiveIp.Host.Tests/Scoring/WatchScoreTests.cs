using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Scoring.Live;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Scoring;

public sealed class WatchScoreTests
{
    private static readonly Show Live = new() { Day = 8, Ends = false };

    private readonly TestClock _clock = new();

    public WatchScoreTests() => _clock.SetUtcNow(Sample.Start.AddDays(8).AddMinutes(Show.Minutes));

    [Fact]
    public async Task It_follows_the_log_and_the_time_and_ends_with_the_broadcast()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, [.. Show.Usual, Live]);
        using var call = Watch(host, "broadcasts/last");

        var first = await NextAsync(call);
        Assert.Equal((false, 40, true), (first.Ended, Messages(first), first.Score.HasValue));

        await host.Log.WriteAsync([.. Enumerable.Range(0, 50).Select(static i => Sample.Chat($"more{i}", At(29.9)))]);
        await PassAsync(LiveScores.AtMost);
        var second = await NextAsync(call);
        Assert.Equal(90, Messages(second));
        Assert.Equal(host.Log.LastSequence, second.Score.AsOfSequence);

        // What comes late for a minute long ago is there with the next minute.
        await host.Log.WriteAsync(Sample.Chat("late", At(3)));
        await PassAsync(LiveScores.AtLeast);
        var third = await NextAsync(call);
        Assert.Equal(91, Messages(third));
        Assert.True(third.At > second.At);

        await host.Log.WriteAsync(Told.Event(State.Ended, (8 * 1440) + 31, "s8"));
        await PassAsync(LiveScores.AtMost);
        var last = await NextAsync(call);
        Assert.True(last.Ended);
        Assert.False(await call.ResponseStream.MoveNext(Deadline.Token()));
        var stored = await Client(host)
            .GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token());
        Assert.Equal(stored.Score, last.Score);
    }

    [Fact]
    public async Task The_running_score_is_what_a_whole_reading_gives()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, [.. Show.Usual, Live]);
        using var call = Watch(host, "broadcasts/last");
        await NextAsync(call);
        await host.Log.WriteAsync([
            .. Enumerable.Range(0, 20).Select(static i => Sample.Chat($"more{i}", At(29.5), $"twitch:new{i}")),
            Sample.Gauge(MetricIds.ViewersConcurrent, 180, At(29.7)),
        ]);
        await PassAsync(LiveScores.AtMost);

        var running = (await NextAsync(call)).Score;
        var whole = (
            await Client(host).GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token())
        ).Score;

        Assert.Equal(whole.Value, running.Value, 1e-9);
        Assert.Equal(whole.Coverage, running.Coverage, 1e-12);
        Assert.Equal(
            whole.Contributions.Select(static c => (c.Metric, c.HasInput)),
            running.Contributions.Select(static c => (c.Metric, c.HasInput))
        );
    }

    [Fact]
    public async Task Of_one_that_ended_there_is_one_answer_and_of_none_there_is_an_error()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual);
        using var call = Watch(host, "broadcasts/last");

        Assert.True((await NextAsync(call)).Ended);
        Assert.False(await call.ResponseStream.MoveNext(Deadline.Token()));
        using var nothing = Watch(host, "broadcasts/99999");
        await RpcAssert.FailsAsync(StatusCode.NotFound, "BROADCAST_NOT_FOUND", () => NextAsync(nothing));
    }

    [Fact]
    public async Task An_agreement_that_is_recorded_meanwhile_counts_from_the_next_answer_on()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, [.. Show.Usual, Live, Live with { Channel = "channels/yt", Platform = "youtube" }]);
        using var call = Watch(host, "broadcasts/last");
        Assert.Equal("youtube", (await NextAsync(call)).Score.Excluded.Single().Platform);

        host.Policies.Confirm("youtube", FakeRegistry.AgreementText);
        await PassAsync(LiveScores.AtLeast);

        Assert.Empty((await NextAsync(call)).Score.Excluded);
    }

    // The watcher waits for a minute at most; when it has begun to, it has begun to wait for the second as well.
    private async Task PassAsync(TimeSpan time)
    {
        await _clock.ArmedAsync(LiveScores.AtLeast, LiveScores.AtLeast);
        _clock.Advance(time);
    }

    private static double At(double minute) => Live.StartSeconds + (60 * minute);

    private static double Messages(WatchScoreResponse response) =>
        response.Score.Contributions.Single(static c => c.Metric == MetricIds.ChatMessages).Input;

    private static ScoreService.ScoreServiceClient Client(TestHost host) => new(host.Channel);

    private static AsyncServerStreamingCall<WatchScoreResponse> Watch(TestHost host, string broadcast) =>
        Client(host).WatchScore(new() { Broadcast = broadcast }, cancellationToken: Deadline.Token());

    private static async Task<WatchScoreResponse> NextAsync(AsyncServerStreamingCall<WatchScoreResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Deadline.Token()), "the stream has ended");
        return call.ResponseStream.Current;
    }
}
