using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Api;

public sealed class MetricServiceTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddMinutes(10));

    [Fact]
    public async Task Counts_by_the_rules_of_the_normalization()
    {
        await using var host = TestHost.Start(clock: _clock);
        var echo = Sample.Gift("echo", 9_000_000, "USD");
        echo.Echo = true;
        var free = Sample.Event("free");
        free.Contribution = new() { Count = 5 };
        var member = Sample.Event("member");
        member.Membership = new() { Gained = 3, Count = 3 };
        var raid = Sample.Event("raid");
        raid.Raid = new() { Direction = Raid.Types.Direction.Incoming, Viewers = 40 };
        var cancelled = Sample.Event("cancelled");
        cancelled.Raid = new()
        {
            Direction = Raid.Types.Direction.Incoming,
            Viewers = 7,
            Cancelled = true,
        };
        var outgoing = Sample.Event("outgoing");
        outgoing.Raid = new() { Direction = Raid.Types.Direction.Outgoing, Viewers = 8 };
        var follow = Sample.Event("follow");
        follow.Follow = new();
        await host.Log.WriteAsync(
            Sample.Chat("a", 0, "p1"),
            Sample.Chat("b", 61, "p1"),
            Sample.Chat("c", 61, "p2"),
            Sample.Chat("hidden", 61),
            Sample.Gift("usd", 1_500_000, "USD"),
            Sample.Gift("bits", 100_000_000, "x-twitch-bits"),
            echo,
            free,
            member,
            raid,
            cancelled,
            outgoing,
            follow,
            Poll("v1", 3, 4, 10),
            Poll("v2", 5, 6, 20)
        );

        var values = await GetAsync(host);
        Assert.Equal(4, values[MetricIds.ChatMessages].Number);
        Assert.Equal(2, values[MetricIds.ChatParticipants].Number);
        Assert.Equal(7, values[MetricIds.ContributionsCount].Number);
        Assert.Equal(3, values[MetricIds.MembershipsGained].Number);
        Assert.Equal(40, values[MetricIds.RaidsReceivedViewers].Number);
        Assert.Equal(1, values[MetricIds.FollowsGained].Number);
        Assert.Equal(11, values[MetricIds.PollsVotes].Number);
        Assert.Equal(1_500_000, values["contributions.value USD"].Number);
        Assert.Equal(100_000_000, values["contributions.value x-twitch-bits"].Number);
        Assert.Equal("not offered by the platform", values[MetricIds.Likes].Missing);
        Assert.Equal("no sample yet", values[MetricIds.ViewersConcurrent].Missing);

        var second = await GetAsync(host, from: Sample.Start.AddMinutes(1));
        Assert.Equal(3, second[MetricIds.ChatMessages].Number);
        Assert.Equal(0, second[MetricIds.FollowsGained].Number);
    }

    [Fact]
    public async Task Totals_count_from_zero_per_broadcast_wherever_a_sample_arrives()
    {
        await using var host = TestHost.Start(clock: _clock);
        await host.Log.WriteAsync(
            OnYouTube(
                Sample.Total(MetricIds.Likes, 100, 0),
                Sample.Total(MetricIds.Likes, 160, 120),
                Sample.Total(MetricIds.Likes, 150, 60),
                Sample.Total(MetricIds.Likes, 5, 130, "b2"),
                Sample.Total(MetricIds.Likes, 155, 180)
            )
        );

        var client = new MetricService.MetricServiceClient(host.Channel);
        var request = new ListMetricPointsRequest
        {
            Channel = Sample.Channel,
            Metric = MetricIds.Likes,
            PageSize = 3,
        };
        var first = await client.ListMetricPointsAsync(request, cancellationToken: Deadline.Token());
        request.PageToken = first.NextPageToken;
        var rest = await client.ListMetricPointsAsync(request, cancellationToken: Deadline.Token());

        // A like can be taken back: the last difference is negative, and the sum is what the platform shows.
        Assert.Equal([100, 50, 15, -5], first.Points.Concat(rest.Points).Select(static p => p.Value));
        Assert.Equal(Sample.Start.AddMinutes(3), rest.Points.Single().Minute.ToDateTimeOffset());
        Assert.Empty(rest.NextPageToken);
        Assert.Equal(160, (await GetAsync(host))[MetricIds.Likes].Number);
    }

    [Fact]
    public async Task Derived_values_come_from_viewers_over_time()
    {
        await using var host = TestHost.Start(clock: _clock);
        var ended = Sample.Event("end", 180);
        ended.BroadcastState = new() { State = BroadcastState.Types.State.Ended };
        await host.Log.WriteAsync(
            Sample.Gauge(MetricIds.ViewersConcurrent, 100, 0),
            Sample.Gauge(MetricIds.ViewersConcurrent, 400, 60),
            Sample.Gauge(MetricIds.ViewersConcurrent, 100, 120),
            ended,
            Sample.Chat("a", 10),
            Sample.Chat("b", 70),
            Sample.Gift("g", 1, "USD", count: 4)
        );

        var values = await GetAsync(host);
        Assert.Equal(200, values[MetricIds.ViewersMean].Number, 1e-9);
        Assert.Equal(400, values[MetricIds.ViewersPeak].Number);
        Assert.Equal((36_000, true), (values[MetricIds.WatchSeconds].Number, values[MetricIds.WatchSeconds].Estimated));
        Assert.Equal(6.0 / 600, values[MetricIds.InteractionRate].Number, 1e-12);
        Assert.Equal(100, values[MetricIds.ViewersConcurrent].Number);
    }

    [Fact]
    public async Task YouTube_is_raw_until_agreed_and_its_watch_time_is_never_estimated()
    {
        await using var host = TestHost.Start(clock: _clock);
        await host.Log.WriteAsync(OnYouTube(Sample.Gauge(MetricIds.ViewersConcurrent, 100, 0), Sample.Chat("a", 10)));

        var before = await GetAsync(host);
        Assert.Equal((1, 100), (before[MetricIds.ChatMessages].Number, before[MetricIds.ViewersConcurrent].Number));
        Assert.All(
            (string[])[MetricIds.ViewersMean, MetricIds.ViewersPeak, MetricIds.InteractionRate, MetricIds.WatchSeconds],
            m => Assert.StartsWith("policy: ", before[m].Missing, StringComparison.Ordinal)
        );

        host.Policies.Confirm("youtube", FakeRegistry.AgreementText);
        var after = await GetAsync(host);
        Assert.Equal(100, after[MetricIds.ViewersPeak].Number);
        Assert.True(after[MetricIds.InteractionRate].HasNumber);
        Assert.StartsWith("policy: ", after[MetricIds.WatchSeconds].Missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauge_points_are_the_last_sample_of_each_minute()
    {
        await using var host = TestHost.Start(clock: _clock);
        await host.Log.WriteAsync(
            Sample.Gauge(MetricIds.ViewersConcurrent, 1, 0),
            Sample.Gauge(MetricIds.ViewersConcurrent, 2, 59),
            Sample.Gauge(MetricIds.ViewersConcurrent, 3, 60),
            Sample.Chat("a", 0, "p1"),
            Sample.Chat("b", 5, "p2"),
            Sample.Chat("c", 5, "p2")
        );
        var client = new MetricService.MetricServiceClient(host.Channel);

        async Task<(double, long)[]> PointsAsync(string metric) =>
            [
                .. (
                    await client.ListMetricPointsAsync(
                        new() { Channel = Sample.Channel, Metric = metric },
                        cancellationToken: Deadline.Token()
                    )
                ).Points.Select(static p => (p.Value, p.Samples)),
            ];
        Assert.Equal([(2, 2), (3, 1)], await PointsAsync(MetricIds.ViewersConcurrent));
        Assert.Equal([(2, 3)], await PointsAsync(MetricIds.ChatParticipants));
        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "METRIC_HAS_NO_SERIES", () => PointsAsync(MetricIds.ViewersMean));
    }

    [Fact]
    public async Task The_catalogue_is_served_and_unheard_channels_are_missing()
    {
        await using var host = TestHost.Start(clock: _clock);
        var client = new MetricService.MetricServiceClient(host.Channel);
        var definitions = await client.ListMetricDefinitionsAsync(new(), cancellationToken: Deadline.Token());
        Assert.Equal(MetricCatalog.All, definitions.Definitions);

        var values = await client.GetMetricsAsync(
            new() { Channels = { "channels/none" }, Metrics = { MetricIds.Likes } },
            cancellationToken: Deadline.Token()
        );
        Assert.Equal("the channel has not been heard yet", values.Values.Single().Missing);
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        await using var host = TestHost.Start(clock: _clock);
        var client = new MetricService.MetricServiceClient(host.Channel);
        var now = Timestamp.FromDateTimeOffset(Sample.Start);
        var get = new GetMetricsRequest
        {
            Channels = { "x" },
            Metrics = { MetricIds.Likes, "clout" },
            StartTime = now,
            EndTime = now,
        };
        Assert.Equal(
            ["channels[0]", "end_time", "metrics[1]"],
            (await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await client.GetMetricsAsync(get))).Order()
        );
        var list = new ListMetricPointsRequest
        {
            Channel = "x",
            Metric = "clout",
            PageSize = -1,
        };
        Assert.Equal(
            ["channel", "metric", "page_size"],
            (
                await RpcAssert.FailsAsync(
                    StatusCode.InvalidArgument,
                    "INVALID_FIELD",
                    async () => await client.ListMetricPointsAsync(list)
                )
            ).Order()
        );
    }

    private static LiveEvent Poll(string id, long left, long right, double seconds)
    {
        var poll = Sample.Event(id, seconds);
        poll.Poll = new()
        {
            PollId = "p",
            Options =
            {
                new Poll.Types.Option { Votes = left },
                new Poll.Types.Option { Votes = right },
                new Poll.Types.Option(),
            },
        };
        return poll;
    }

    private static LogBatch OnYouTube(params IReadOnlyList<LiveEvent> events) => Sample.Batch(events) with { Platform = "youtube" };

    // By metric, and by "metric currency" for money.
    private static async Task<Dictionary<string, MetricValue>> GetAsync(TestHost host, DateTimeOffset? from = null)
    {
        var request = new GetMetricsRequest { StartTime = from is { } known ? Timestamp.FromDateTimeOffset(known) : null };
        var response = await new MetricService.MetricServiceClient(host.Channel).GetMetricsAsync(
            request,
            cancellationToken: Deadline.Token()
        );
        Assert.Equal(MetricCatalog.All.Select(static m => m.Id), response.Values.Select(static v => v.Metric).Distinct());
        return response.Values.ToDictionary(static v => v.Currency.Length > 0 ? $"{v.Metric} {v.Currency}" : v.Metric);
    }
}
