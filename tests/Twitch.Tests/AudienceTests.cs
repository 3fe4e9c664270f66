using LiveIp.Contracts;
using LiveIp.V1;
using Twitch.Tests.Server;

namespace Twitch.Tests;

public class AudienceTests
{
    private const string Live = """{"data":[{"id":"9001","user_id":"1001","type":"live","viewer_count":37}],"pagination":{}}""";

    [Fact]
    public async Task Viewers_and_followers_are_sampled_at_once_and_name_the_broadcast()
    {
        var (running, session) = await Running.OnlineAsync(static server => server.StreamsJson = Live);
        await using var _ = running;

        var events = await running.Connection.WaitForAsync(static e => Of(e, MetricIds.FollowersTotal).Any());
        var viewers = Of(events, MetricIds.ViewersConcurrent).First();
        var followers = Of(events, MetricIds.FollowersTotal).First();
        Assert.Equal(37, viewers.Measurement.Gauge);
        Assert.Equal(42, followers.Measurement.Gauge);
        Assert.Equal("9001", viewers.Broadcast);
        Assert.Equal($"viewers.concurrent:{viewers.OccurredAt.ToDateTimeOffset().ToUnixTimeMilliseconds()}", viewers.Id);

        await session.ChatAsync("m1");
        events = await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.Equal("9001", events.Single(static e => e.Id == "m1").Broadcast);
    }

    [Fact]
    public async Task Offline_there_is_no_number_of_viewers()
    {
        var (running, _) = await Running.OnlineAsync();
        await using var _2 = running;

        var events = await running.Connection.WaitForAsync(static e => Of(e, MetricIds.FollowersTotal).Count() >= 2);

        Assert.Empty(Of(events, MetricIds.ViewersConcurrent));
    }

    [Fact]
    public async Task A_stream_that_begins_and_ends_names_what_happens_in_between()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.ChatAsync("before");
        await session.NotifyAsync("stream.online", """{"id":"9002","type":"live","started_at":"2026-11-23T20:00:00Z"}""", "on");
        await session.ChatAsync("during");
        await session.NotifyAsync("stream.offline", """{"broadcaster_user_id":"1001"}""", "off");
        await session.ChatAsync("after");

        var events = await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "after"));
        string Broadcast(string id) => events.Single(e => e.Id == id).Broadcast;
        Assert.Equal(
            ("", "9002", "9002", "9002", ""),
            (Broadcast("before"), Broadcast("on"), Broadcast("during"), Broadcast("off"), Broadcast("after"))
        );
    }

    [Fact]
    public async Task Polls_that_fail_do_not_end_the_session()
    {
        var (running, session) = await Running.OnlineAsync(static server => server.PollFailures = 2);
        await using var _ = running;

        await running.Connection.WaitForAsync(static e => Of(e, MetricIds.FollowersTotal).Any());
        await session.ChatAsync("m1");

        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.Equal(1, running.Connection.OnlineReports);
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("""{"data":[{"id":"\ud800","viewer_count":1}]}""")]
    [InlineData("""{"data":[{"id":"9001","viewer_count":-5}]}""")]
    [InlineData("""{"data":{}}""")]
    public async Task An_answer_that_cannot_be_read_is_kept_is_not_offline_and_does_not_end_the_session(string answer)
    {
        var (running, session) = await Running.OnlineAsync(server => server.StreamsJson = answer);
        await using var _ = running;

        var events = await running.Connection.WaitForAsync(static e =>
            e.Any(static e => e.Vendor?.Type == "twitch/streams") && Of(e, MetricIds.FollowersTotal).Any()
        );
        Assert.NotEmpty(events.First(static e => e.Vendor is not null).Vendor.Reason);
        Assert.Empty(Of(events, MetricIds.ViewersConcurrent));
        await session.ChatAsync("m1");
        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.Equal(1, running.Connection.OnlineReports);
    }

    private static IEnumerable<LiveEvent> Of(IReadOnlyList<LiveEvent> events, string metric) =>
        events.Where(e => e.Measurement?.Metric == metric);
}
