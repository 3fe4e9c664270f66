using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Following;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>Past broadcasts, against real sockets.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly HistoryWindow Window = new()
    {
        From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Until = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private ScriptedApi _api = null!;
    private YouTubeAdapter _adapter = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ScriptedApi.StartAsync();
        var settings = _api.Settings;
        settings.AnalyticsBaseUri = settings.RestBaseUri;
        _adapter = new YouTubeAdapter(settings, new LiveChats());
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_page_is_searched_looked_up_and_joined_with_the_analytics()
    {
        _api.Answer = static call =>
            call.Path.StartsWith("/youtube/v3/search", StringComparison.Ordinal)
                ? (200, """{"pageInfo":{"totalResults":3},"items":[{"id":{"videoId":"v1"}},{"id":{"videoId":"v2"}},{"id":{}}]}""")
            : call.Path.StartsWith("/youtube/v3/videos", StringComparison.Ordinal)
                ? (
                    200,
                    """
                    {"items":[
                      {"id":"v1","snippet":{"title":"One"},"liveStreamingDetails":{"actualStartTime":"2026-01-03T20:00:00Z","actualEndTime":"2026-01-03T22:00:00Z"},"statistics":{"likeCount":"12","viewCount":"345"}},
                      {"id":"v2","snippet":{"title":"Before"},"liveStreamingDetails":{"actualStartTime":"2025-12-31T20:00:00Z","actualEndTime":"2025-12-31T22:00:00Z"},"statistics":{}},
                      {"id":"v3","snippet":{"title":"No end"},"liveStreamingDetails":{"actualStartTime":"2026-01-04T20:00:00Z"}}]}
                    """
                )
            : (
                200,
                """
                {"kind":"youtubeAnalytics#resultTable","columnHeaders":[{"name":"video"},{"name":"estimatedMinutesWatched"},{"name":"averageViewDuration"},{"name":"shares"},{"name":"subscribersGained"}],"rows":[["v1",100,75,3,4]]}
                """
            );

        var page = await ReadAsync(null);

        var past = Assert.Single(page.Broadcasts);
        Assert.Equal(("v1", "One", TimeSpan.FromHours(2)), (past.Id, past.Title, past.EndedAt - past.StartedAt));
        Assert.Equal(
            [
                (MetricIds.Likes, 12, true),
                (MetricIds.WatchSeconds, 6000, false),
                (MetricIds.AnalyticsWatchSeconds, 6000, false),
                (MetricIds.AnalyticsAverageViewSeconds, 75, false),
                (MetricIds.Shares, 3, false),
                (MetricIds.FollowsGained, 4, false),
            ],
            past.Metrics.Select(static m => (m.Metric, m.Value, m.CountedLive))
        );
        Assert.Equal("""{"viewCount":345}""", past.Details);
        Assert.Empty(page.Notes);

        var search = Uri.UnescapeDataString(_api.Calls.First().Path);
        Assert.Contains("type=video", search, StringComparison.Ordinal);
        Assert.Contains("eventType=completed", search, StringComparison.Ordinal);
        // What was planned before the window may have begun in it.
        Assert.Contains("publishedAfter=2025-12-02T00:00:00Z", search, StringComparison.Ordinal);
        var report = Uri.UnescapeDataString(_api.Calls.Last().Path);
        Assert.Contains("filters=video==v1", report, StringComparison.Ordinal);
        Assert.Contains("ids=channel==MINE", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_scope_the_analytics_are_left_out_and_not_asked_again()
    {
        _api.Answer = static call =>
            call.Path.StartsWith("/youtube/v3/search", StringComparison.Ordinal)
                ? (200, """{"nextPageToken":"more","items":[{"id":{"videoId":"v1"}}]}""")
            : call.Path.StartsWith("/youtube/v3/videos", StringComparison.Ordinal)
                ? (
                    200,
                    """{"items":[{"id":"v1","liveStreamingDetails":{"actualStartTime":"2026-01-03T20:00:00Z","actualEndTime":"2026-01-03T22:00:00Z"}}]}"""
                )
            : (403, ScriptedApi.Error("insufficientPermissions"));

        var first = await ReadAsync(null);
        Assert.Equal("analytics_scope_missing", Assert.Single(first.Notes).Id);
        // Hidden likes are unknown, and not zero.
        Assert.Empty(Assert.Single(first.Broadcasts).Metrics);

        Assert.Empty((await ReadAsync(first.Next)).Notes);
        Assert.Single(_api.Calls, static c => c.Path.StartsWith("/v2/reports", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(503, "{}")]
    [InlineData(429, "{}")]
    [InlineData(400, "{}")]
    [InlineData(200, "[")]
    public async Task A_report_that_fails_leaves_the_page_without_it_and_the_next_page_asks_again(int status, string body)
    {
        _api.Answer = call =>
            call.Path.StartsWith("/youtube/v3/search", StringComparison.Ordinal)
                ? (200, """{"nextPageToken":"more","items":[{"id":{"videoId":"v1"}}]}""")
            : call.Path.StartsWith("/youtube/v3/videos", StringComparison.Ordinal)
                ? (
                    200,
                    """{"items":[{"id":"v1","liveStreamingDetails":{"actualStartTime":"2026-01-03T20:00:00Z","actualEndTime":"2026-01-03T22:00:00Z"}}]}"""
                )
            : (status, body);

        var first = await ReadAsync(null);

        Assert.Equal("analytics_failed", Assert.Single(first.Notes).Id);
        Assert.Equal("v1", Assert.Single(first.Broadcasts).Id);
        await ReadAsync(first.Next);
        Assert.Equal(2, _api.Calls.Count(static c => c.Path.StartsWith("/v2/reports", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_window_with_more_than_500_results_is_halved_until_each_has_fewer()
    {
        var asked = new List<string>();
        _api.Answer = call =>
        {
            asked.Add(Uri.UnescapeDataString(call.Path));
            // The whole is too much, each half is not.
            return asked.Count == 1
                ? (200, """{"pageInfo":{"totalResults":900},"items":[{"id":{"videoId":"v1"}}]}""")
                : (200, """{"pageInfo":{"totalResults":450},"items":[]}""");
        };

        var first = await ReadAsync(null);
        var second = await ReadAsync(first.Next);

        Assert.Null(second.Next);
        Assert.Equal(3, asked.Count);
        string Until(int call) => asked[call].Split("publishedBefore=")[1].Split('&')[0];
        string From(int call) => asked[call].Split("publishedAfter=")[1].Split('&')[0];
        // The newer half first, and nothing between the two.
        Assert.Equal((Until(0), From(0), From(1)), (Until(1), From(2), Until(2)));
    }

    [Fact]
    public async Task Five_years_are_searched_in_windows_of_which_none_is_long()
    {
        _api.Answer = static _ => (200, """{"items":[]}""");
        var window = Window with { From = Window.Until.AddYears(-5) };
        var pages = 0;
        for (string? cursor = null; pages == 0 || cursor is not null; pages++)
        {
            cursor = (await _adapter.ReadHistoryAsync(window, cursor, _api, TestContext.Current.CancellationToken)).Next;
        }

        Assert.Equal(21, pages);
        _api.Answer = static _ => (200, """{"items":[{"id":"UC","statistics":{"videoCount":"120"}}]}""");
        var costs = await _adapter.EstimateHistoryAsync(window, _api, TestContext.Current.CancellationToken);
        var searches = Assert.Single(costs, static c => c.Bucket == "searches");
        Assert.Equal((21, 23), (searches.AtLeast, searches.AtMost));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"left":[]}""")]
    public async Task A_cursor_that_is_none_of_ours_is_refused(string cursor)
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(() => ReadAsync(cursor));

        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task A_quota_that_is_gone_says_when_it_is_new()
    {
        _api.Answer = static _ => (403, ScriptedApi.Error("quotaExceeded"));

        var failure = await Assert.ThrowsAsync<AdapterException>(() => ReadAsync(null));

        Assert.Equal((FailureKind.RateLimited, "quotaExceeded"), (failure.Kind, failure.Reason));
        Assert.NotNull(failure.RetryAfter);
    }

    private Task<HistoryPage> ReadAsync(string? cursor) =>
        _adapter.ReadHistoryAsync(Window, cursor, _api, TestContext.Current.CancellationToken);
}
