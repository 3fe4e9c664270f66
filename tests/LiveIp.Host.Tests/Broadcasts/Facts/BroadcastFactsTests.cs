using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.Facts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts.Facts;

public sealed class BroadcastFactsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddDays(1));
    private readonly TestHost _host;

    public BroadcastFactsTests() => _host = TestHost.Start(_clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Numbers_are_those_of_the_time_on_air_and_what_is_unknown_says_why()
    {
        await _host.Log.WriteAsync(
            Told.Event(State.Started, 10, "a"),
            Told.Event(State.Ended, 20, "a"),
            Sample.Chat("before", 9 * 60, "twitch:1"),
            Sample.Chat("one", 10 * 60, "twitch:1"),
            Sample.Chat("two", 15 * 60, "twitch:1"),
            Sample.Chat("behind", 21 * 60, "twitch:2"),
            Sample.Gift("bits", 5_000_000, "x-twitch-bits", seconds: 12 * 60),
            Sample.Gauge(MetricIds.ViewersConcurrent, 30, 10 * 60),
            Sample.Gauge(MetricIds.ViewersConcurrent, 60, 14 * 60)
        );

        var channel = Assert.Single((await ReadAsync())[0].Channels);

        Assert.Equal(10, channel.LiveMinutes);
        // 30 viewers for four minutes, and 60 for five: then nobody knows.
        Assert.Equal((4 * 30) + (5 * 60), channel.ViewerMinutes.Value);
        Assert.Equal(channel.ViewerMinutes.Value, channel.Minutes.Sum(static m => m.ViewerMinutes ?? 0));
        Assert.Equal((2, 1), (channel.Metrics[MetricIds.ChatMessages].Value, channel.Metrics[MetricIds.ChatParticipants].Value));
        Assert.Equal(new KeyValuePair<string, double>("x-twitch-bits", 5_000_000), Assert.Single(channel.Money));
        Assert.Equal(0, channel.Metrics[MetricIds.FollowsGained].Value);
        Assert.Equal((null, MissingReasons.NotOffered, false), Parts(channel.Metrics[MetricIds.Likes]));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], channel.Minutes.Select(static m => m.Minute));
        Assert.Equal(1, channel.Minutes[5].Metrics[MetricIds.ChatMessages]);
        Assert.Equal(5_000_000, channel.Minutes[2].Money["x-twitch-bits"]);
    }

    [Fact]
    public async Task Two_broadcasts_of_a_channel_never_share_a_minute()
    {
        // As near as two can be: eleven minutes apart, both in the middle of a minute.
        await _host.Log.WriteAsync([
            Told.Event(State.Started, 0.5, "a"),
            Told.Event(State.Ended, 20.5, "a"),
            Told.Event(State.Started, 30.6, "b"),
            Told.Event(State.Ended, 40.5, "b"),
            .. Enumerable.Range(0, 45 * 4).Select(static i => Sample.Chat($"c{i}", i * 15)),
        ]);

        var all = await ReadAsync();

        Assert.Equal(2, all.Count);
        var first = all[0].Channels[0].Minutes.Select(static m => m.Minute).ToHashSet();
        var second = all[1].Channels[0].Minutes.Select(static m => m.Minute + 30).ToHashSet();
        Assert.Empty(first.Intersect(second));
        Assert.Equal(
            (21 * 4, 11 * 4),
            (all[0].Channels[0].Metrics[MetricIds.ChatMessages].Value, all[1].Channels[0].Metrics[MetricIds.ChatMessages].Value)
        );
    }

    [Fact]
    public async Task What_a_policy_forbids_is_missing_and_a_recordings_silence_is_no_zero()
    {
        await _host.Log.WriteAsync(
            Sample.Batch(
                Told.Event(State.Started, 0, "a"),
                Told.Event(State.Ended, 20, "a"),
                Sample.Gauge(MetricIds.ViewersConcurrent, 3, 1)
            ) with
            {
                Channel = "channels/yt",
                Platform = "youtube",
            }
        );
        var (began, ended) = (Told.Event(State.Started, 100, "v"), Told.Event(State.Ended, 120, "v"));
        (began.Imported, ended.Imported) = (true, true);
        await _host.Log.WriteAsync(began, ended, Sample.Chat("c", 101 * 60, "twitch:1"));

        var all = await ReadAsync();

        var youTube = all[0].Channels[0];
        Assert.Equal((null, MissingReasons.NotDerived, true), Parts(youTube.ViewerMinutes));
        Assert.All(youTube.Minutes, static m => Assert.Null(m.ViewerMinutes));
        var recorded = all[1].Channels[0];
        Assert.Equal(1, recorded.Metrics[MetricIds.ChatMessages].Value);
        Assert.Equal((null, BroadcastFactsSource.NotRecorded, true), Parts(recorded.Metrics[MetricIds.FollowsGained]));
        Assert.Equal(BroadcastFactsSource.NotRecorded, recorded.MoneyMissing);
    }

    [Fact]
    public async Task Pieces_of_one_channel_held_together_by_another_are_taken_together()
    {
        await _host.Log.WriteAsync(
            Told.Event(State.Started, 0, "a"),
            Told.Event(State.Ended, 10, "a"),
            Told.Event(State.Started, 40, "b"),
            Told.Event(State.Ended, 60, "b"),
            Sample.Chat("1", 60, "twitch:1"),
            Sample.Chat("2", 25 * 60, "twitch:2"),
            Sample.Chat("3", 50 * 60, "twitch:1")
        );
        await _host.Log.WriteAsync(
            Sample.Batch(Told.Event(State.Started, 0), Told.Event(State.Ended, 60)) with
            {
                Channel = "channels/bili",
                Platform = "bilibili",
            }
        );

        var only = Assert.Single(await ReadAsync());

        Assert.Equal(3, only.Broadcast.Parts.Count);
        var twitch = only.Channels.Single(static c => c.Platform == "twitch");
        Assert.Equal(
            (30d, 2d, 1d),
            (twitch.LiveMinutes, twitch.Metrics[MetricIds.ChatMessages].Value, twitch.Metrics[MetricIds.ChatParticipants].Value)
        );
        Assert.Equal([1, 50], twitch.Minutes.Select(static m => m.Minute));
    }

    private static (double?, string, bool) Parts(MetricFigure figure) => (figure.Value, figure.Missing, figure.IsOffered);

    private async Task<IReadOnlyList<BroadcastFacts>> ReadAsync()
    {
        using var directory = new BroadcastDirectory(_host.Log, _clock);
        var series = new SeriesReader(_host.Log.Database, _host.Log.Channels);
        var source = new BroadcastFactsSource(_host.Metrics, new(series, _host.Metrics, _clock), _host.Policies, _clock);
        return [.. (await directory.ReadAsync(Deadline.Token())).All.Select(source.Read)];
    }
}
