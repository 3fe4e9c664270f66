using System.Text.Json.Nodes;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>search.list, videos.list and the Analytics reports on shows of the past.</summary>
public sealed class PastTests : IAsyncLifetime
{
    private const string Search = "/youtube/v3/search?part=id&type=video&eventType=completed&order=date";

    private static readonly YouTubeEmulatorOptions Options = new() { LiveAtStart = false, AccessTokenLifetime = TimeSpan.FromDays(30) };

    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync(Options);

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task A_search_goes_by_pages_and_ends_at_500_results()
    {
        for (var i = 0; i < 520; i++)
        {
            Remember($"past{i:000}", hoursAgo: i + 100);
        }

        var found = new List<string>();
        string? token = null;
        do
        {
            var (status, page) = await _youtube.GetAsync(
                $"{Search}&channelId={Options.ChannelId}&maxResults=50{(token is null ? "" : $"&pageToken={token}")}"
            );
            Assert.Equal((200, 520), (status, (int)page["pageInfo"]!["totalResults"]!));
            found.AddRange(page["items"]!.AsArray().Select(static i => (string)i!["id"]!["videoId"]!));
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        Assert.Equal(500, found.Distinct().Count());
        Assert.Equal("past000", found[0]);
        Assert.Equal(10, _youtube.Stage.Searches.Used);
        Assert.Equal(0, _youtube.Stage.Quota.Used);
    }

    [Fact]
    public async Task A_window_of_time_and_what_is_not_public_restrict_it()
    {
        Remember("early000001", hoursAgo: 300);
        Remember("late0000001", hoursAgo: 100);
        Remember("private0001", hoursAgo: 100, privacy: "private");
        var after = _youtube.Clock.GetUtcNow().AddHours(-200).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

        Assert.Equal(["late0000001"], await IdsAsync($"{Search}&channelId={Options.ChannelId}&publishedAfter={after}"));
        Assert.Equal(["early000001"], await IdsAsync($"{Search}&channelId={Options.ChannelId}&publishedBefore={after}"));
        Assert.Equal(["late0000001", "private0001"], (await IdsAsync($"{Search}&forMine=true&publishedAfter={after}")).Order());
        Assert.Empty(await IdsAsync($"{Search}&channelId=UCsomebodyelse0000000000"));
    }

    [Theory]
    [InlineData("/youtube/v3/search?part=id&eventType=completed", "incompatibleParameters")]
    [InlineData("/youtube/v3/search?part=id&forMine=true", "incompatibleParameters")]
    [InlineData("/youtube/v3/search?part=statistics&type=video", "unknownPart")]
    [InlineData("/youtube/v3/search?type=video", "required")]
    [InlineData("/youtube/v3/search?part=id&type=video&maxResults=51", "invalidParameter")]
    [InlineData("/youtube/v3/search?part=id&type=video&publishedAfter=2026-01-01", "invalidParameter")]
    [InlineData("/youtube/v3/search?part=id&type=video&order=newest", "invalidParameter")]
    [InlineData("/youtube/v3/search?part=id&type=video&pageToken=foreign", "invalidPageToken")]
    public async Task A_search_that_the_documents_refuse_is_refused(string path, string reason)
    {
        var (status, body) = await _youtube.GetAsync(path);

        Assert.Equal((400, reason), (status, (string?)body["error"]!["errors"]![0]!["reason"]));
    }

    [Fact]
    public async Task Searches_have_a_bucket_of_their_own_which_can_be_empty()
    {
        for (var i = 0; i < Options.SearchesPerDay; i++)
        {
            Assert.Equal(200, (await _youtube.GetAsync(Search)).Status);
        }

        var (status, body) = await _youtube.GetAsync(Search);
        Assert.Equal((403, "quotaExceeded"), (status, (string?)body["error"]!["errors"]![0]!["reason"]));
        Assert.Equal(200, (await _youtube.GetAsync("/youtube/v3/videos?part=id&id=x")).Status);
    }

    [Fact]
    public async Task A_report_has_a_row_for_each_video_of_which_there_are_data()
    {
        Remember("told0000001", hoursAgo: 100, minutes: 77);
        // Too new to be told of.
        Remember("late0000001", hoursAgo: 3, minutes: 5);
        Remember("none0000001", hoursAgo: 100);

        var (status, body) = await _youtube.GetAsync(Report("told0000001,late0000001,none0000001"));

        Assert.Equal(200, status);
        Assert.Equal(["video", "estimatedMinutesWatched"], body["columnHeaders"]!.AsArray().Select(static c => (string)c!["name"]!));
        var row = Assert.Single(body["rows"]!.AsArray())!.AsArray();
        Assert.Equal(("told0000001", 77L), ((string)row[0]!, (long)row[1]!));
        Assert.Equal(0, _youtube.Stage.Quota.Used);

        Assert.Null((await _youtube.GetAsync(Report("none0000001"))).Body["rows"]);
    }

    [Theory]
    [InlineData(
        "ids=channel==OTHER&startDate=2020-01-01&endDate=2030-01-01&metrics=views&dimensions=video&filters=video==a",
        "invalidParameter"
    )]
    [InlineData(
        "ids=channel==MINE&startDate=01.01.2020&endDate=2030-01-01&metrics=views&dimensions=video&filters=video==a",
        "invalidParameter"
    )]
    [InlineData(
        "ids=channel==MINE&startDate=2030-01-01&endDate=2020-01-01&metrics=views&dimensions=video&filters=video==a",
        "invalidParameter"
    )]
    [InlineData(
        "ids=channel==MINE&startDate=2020-01-01&endDate=2030-01-01&metrics=joy&dimensions=video&filters=video==a",
        "invalidParameter"
    )]
    [InlineData("ids=channel==MINE&startDate=2020-01-01&endDate=2030-01-01&metrics=views&dimensions=video", "required")]
    public async Task A_report_that_the_documents_refuse_is_refused(string query, string reason)
    {
        var (status, body) = await _youtube.GetAsync($"/v2/reports?{query}");

        Assert.Equal((400, reason), (status, (string?)body["error"]!["errors"]![0]!["reason"]));
    }

    [Fact]
    public async Task A_token_for_the_data_alone_reads_no_reports()
    {
        await using var narrow = await EmulatedYouTube.StartAsync(Options with { Scopes = [YouTubeEmulatorOptions.ForceSslScope] });

        var (status, body) = await narrow.GetAsync(Report("a"));

        Assert.Equal((403, "insufficientPermissions"), (status, (string?)body["error"]!["errors"]![0]!["reason"]));
        Assert.Equal(200, (await narrow.GetAsync(Search)).Status);
    }

    private static string Report(string videos) =>
        $"/v2/reports?ids=channel==MINE&startDate=2020-01-01&endDate=2030-01-01&metrics=estimatedMinutesWatched&dimensions=video&filters=video=={videos}";

    private async Task<IEnumerable<string>> IdsAsync(string path) =>
        (await _youtube.GetAsync(path)).Body["items"]!.AsArray().Select(static i => (string)i!["id"]!["videoId"]!);

    private void Remember(string id, int hoursAgo, string privacy = "public", long? minutes = null) =>
        _youtube.Stage.Remember(
            new PastShow
            {
                Platform = "youtube",
                Id = id,
                Title = id,
                StartedAt = _youtube.Clock.GetUtcNow().AddHours(-hoursAgo),
                Seconds = 600,
                Privacy = privacy,
                Analytics = minutes is { } watched ? new PastAnalytics { EstimatedMinutesWatched = watched } : null,
            }
        );
}
