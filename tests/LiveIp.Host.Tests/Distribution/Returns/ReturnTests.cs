using LiveIp.Contracts;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Host.Tests.Distribution.Returns;

/// <summary>What comes back of posts, over the whole host.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(16);
    private SpreadHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SpreadHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_the_network_tells_is_in_the_delivery_with_its_own_names_and_what_it_does_not_tell_is_not_zero()
    {
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: null);
        var post = await _host.PostAsync("r");
        await _host.LaterAsync(TimeSpan.FromMinutes(14));
        Assert.Empty(_host.One.Looks);

        await _host.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["remote-1"], _host.One.Looks);
        var deliveries = await _host.DeliveriesAsync(post);
        Assert.Equal(
            [
                (Kind.Likes, "likeCount", 12, true),
                (Kind.Shares, "quoteCount", 1, true),
                (Kind.Shares, "repostCount", 3, true),
                (Kind.Views, "viewCount", 0, false),
            ],
            deliveries.Single(static d => d.Distributor == "one").Metrics.Select(static m => (m.Kind, m.Name, m.Value, m.HasValue))
        );
        Assert.Empty(deliveries.Single(static d => d.Distributor == "two").Metrics);
    }

    [Fact]
    public async Task The_newest_numbers_of_all_posts_are_the_broadcasts_and_a_later_look_takes_the_place_of_an_earlier()
    {
        var broadcast = await _host.GoLiveAsync();
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: null);
        _host.Two.Told = static _ => Numbers(likes: 5, reposts: 0, quotes: null, views: 40);
        await _host.PostAsync("r1", broadcast);
        await _host.PostAsync("r2", broadcast);
        await _host.PostAsync("about nothing");

        await _host.LaterAsync(First);
        Assert.Equal((34, 8, 80), (await LikesAsync(), await SharesAsync(), await ViewsAsync()));

        await _host.EndAsync();
        // Somebody took a like back; the views are not told any more, and stay as they were told last.
        _host.Two.Told = static _ => Numbers(likes: 4, reposts: 7, quotes: null, views: null);
        await _host.LaterAsync(TimeSpan.FromHours(2));

        Assert.Equal((32, 22, 80), (await LikesAsync(), await SharesAsync(), await ViewsAsync()));
        Assert.Null(await _host.MetricAsync(SpreadHost.YouTube, MetricIds.SpreadLikes));
    }

    [Fact]
    public async Task What_was_read_survives_a_restart_and_is_not_counted_again()
    {
        var broadcast = await _host.GoLiveAsync();
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: null);
        await _host.PostAsync("r1", broadcast);
        await _host.LaterAsync(First);
        await _host.EndAsync();
        var before = await _host.MeasurementsAsync(MetricIds.SpreadLikes);

        await _host.StartAgainAsync();
        await _host.LaterAsync(TimeSpan.Zero);
        await _host.LaterAsync(TimeSpan.FromDays(1));

        Assert.Equal((12, before), (await LikesAsync(), await _host.MeasurementsAsync(MetricIds.SpreadLikes)));
        // The first, and one for all that had passed.
        Assert.Equal(2, _host.One.Looks.Count);
    }

    [Fact]
    public async Task After_the_last_rung_nobody_looks_any_more_and_a_host_that_was_off_makes_up_with_one_look()
    {
        _host.One.Told = static _ => Numbers(likes: 1, reposts: 0, quotes: 0, views: 0);
        await _host.PostAsync("r");

        await _host.LaterAsync(TimeSpan.FromDays(31));
        await _host.LaterAsync(TimeSpan.FromDays(31));

        Assert.Single(_host.One.Looks);
    }

    [Fact]
    public async Task A_network_that_does_not_answer_is_tried_three_times_a_rung_and_holds_nobody_up()
    {
        _host.One.Told = static _ => throw new AdapterException(FailureKind.Transient, "It is down.");
        _host.Two.Told = static _ => Numbers(likes: 1, reposts: 0, quotes: 0, views: 0);
        await _host.PostAsync("r1");
        await _host.PostAsync("r2");

        await _host.LaterAsync(First);

        // One failed look is enough for a round; the other network told of both posts.
        Assert.Equal((1, 2), (_host.One.Looks.Count, _host.Two.Looks.Count));
        for (var i = 0; i < 8; i++)
        {
            await _host.LaterAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(6, _host.One.Looks.Count);
        Assert.Equal(2, _host.Two.Looks.Count);
    }

    [Fact]
    public async Task A_post_that_is_gone_or_a_network_that_tells_nothing_is_not_asked_again()
    {
        _host.One.Told = static _ => PostMetrics.Gone;
        await _host.PostAsync("r");

        await _host.LaterAsync(First);
        await _host.LaterAsync(TimeSpan.FromDays(2));

        Assert.Single(_host.One.Looks);
    }

    [Fact]
    public async Task What_came_back_is_in_the_score_of_the_broadcast()
    {
        var broadcast = await _host.GoLiveAsync();
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: 500);
        await _host.PostAsync("r1", broadcast);
        await _host.LaterAsync(First);
        await _host.EndAsync();

        var score = await _host.ScoreAsync(broadcast);

        var views = Assert.Single(score.Contributions, static c => c.Metric == MetricIds.SpreadViews && c.Platform == "twitch");
        Assert.Equal(500, views.Input);
        var shares = Assert.Single(score.Contributions, static c => c.Metric == MetricIds.Shares && c.Platform == "twitch");
        Assert.Equal(4, shares.Input);
    }

    [Fact]
    public async Task What_came_back_of_a_post_about_a_platform_whose_terms_forbid_scores_stays_beside_the_score()
    {
        var broadcast = await _host.GoLiveAsync();
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: 500);
        await _host.PostAsync("r1", broadcast, ("youtube", "https://youtu.be/x"));
        await _host.LaterAsync(First);
        await _host.EndAsync();

        var score = await _host.ScoreAsync(broadcast);

        Assert.Equal(500, await _host.MetricAsync(SpreadHost.YouTube, MetricIds.SpreadViews));
        Assert.DoesNotContain(score.Contributions, static c => c.Platform == "youtube");
        Assert.DoesNotContain(score.Contributions, static c => c.Metric == MetricIds.SpreadViews && c.HasInput && c.Input > 0);
    }

    [Fact]
    public async Task What_was_counted_before_the_right_channel_began_moves_there_and_is_not_counted_twice()
    {
        await _host.BeginAsync(SpreadHost.Twitch, "twitch");
        _host.One.Told = static _ => Numbers(likes: 12, reposts: 3, quotes: 1, views: 500);
        await _host.PostAsync("r1", await _host.NewestAsync(), ("youtube", "https://youtu.be/x"));
        await _host.LaterAsync(First);
        Assert.Equal(12, await LikesAsync());

        await _host.BeginAsync(SpreadHost.YouTube, "youtube");
        await _host.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((0, 12), (await LikesAsync(), await _host.MetricAsync(SpreadHost.YouTube, MetricIds.SpreadLikes)));
    }

    private static PostMetrics Numbers(long? likes, long? reposts, long? quotes, long? views) =>
        new()
        {
            Values =
            [
                Of(PostMetricKind.Likes, "likeCount", likes),
                Of(PostMetricKind.Shares, "repostCount", reposts),
                Of(PostMetricKind.Shares, "quoteCount", quotes),
                Of(PostMetricKind.Views, "viewCount", views),
            ],
        };

    private static PostMetric Of(PostMetricKind kind, string name, long? value) =>
        new()
        {
            Kind = kind,
            Name = name,
            Value = value,
        };

    private Task<double?> LikesAsync() => _host.MetricAsync(SpreadHost.Twitch, MetricIds.SpreadLikes);

    private Task<double?> SharesAsync() => _host.MetricAsync(SpreadHost.Twitch, MetricIds.Shares);

    private Task<double?> ViewsAsync() => _host.MetricAsync(SpreadHost.Twitch, MetricIds.SpreadViews);
}
