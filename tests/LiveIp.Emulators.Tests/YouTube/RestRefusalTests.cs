using System.Net;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class RestRefusalTests : IAsyncLifetime
{
    private const string Videos = "/youtube/v3/videos?part=statistics&id=LvIpEmu0001";
    private const string Mine = "/youtube/v3/liveBroadcasts?part=id&mine=true";

    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Theory]
    [InlineData(Videos, null, 403, "forbidden", "PERMISSION_DENIED", null)]
    [InlineData(Videos + "&key=wrong", null, 400, "badRequest", "INVALID_ARGUMENT", "API_KEY_INVALID")]
    [InlineData(Videos, "Bearer wrong", 401, "authError", "UNAUTHENTICATED", null)]
    [InlineData(Videos, "Basic d3Jvbmc=", 401, "authError", "UNAUTHENTICATED", null)]
    [InlineData(Mine + "&key=AIzaEmulatedKeyForPublicReads", null, 401, "required", "UNAUTHENTICATED", "CREDENTIALS_MISSING")]
    public async Task Credentials(string path, string? authorization, int status, string reason, string canonical, string? info)
    {
        var (code, body) = await _youtube.GetAsync(path, authorization);

        Assert.Equal(status, code);
        Assert.Equal(status, (int)body["error"]!["code"]!);
        Assert.Equal(reason, (string)body["error"]!["errors"]![0]!["reason"]!);
        Assert.Equal(canonical, (string)body["error"]!["status"]!);
        Assert.Equal(info, (string?)body["error"]!["details"]?[0]!["reason"]);
    }

    [Theory]
    [InlineData("/youtube/v3/videos?id=a", "required", "part")]
    [InlineData("/youtube/v3/videos?id=a&part=", "required", "part")]
    [InlineData("/youtube/v3/videos?id=a&part=id,nonsense", "unknownPart", "part")]
    [InlineData("/youtube/v3/videos?part=id", "missingRequiredParameter", "parameters.")]
    [InlineData("/youtube/v3/videos?part=id&id=a&chart=mostPopular", "incompatibleParameters", "parameters.")]
    [InlineData("/youtube/v3/videos?part=id&id=a&maxResults=0", "invalidParameter", "maxResults")]
    [InlineData("/youtube/v3/videos?part=id&id=a&alt=proto", "invalidParameter", "alt")]
    [InlineData("/youtube/v3/videos?part=id&id=a&pageToken=x", "invalidPageToken", "pageToken")]
    [InlineData("/youtube/v3/liveBroadcasts?part=id", "missingRequiredParameter", "parameters.")]
    [InlineData("/youtube/v3/liveBroadcasts?part=id&mine=true&broadcastStatus=active", "incompatibleParameters", "parameters.")]
    [InlineData("/youtube/v3/liveBroadcasts?part=id&mine=true&maxResults=51", "invalidParameter", "maxResults")]
    [InlineData("/youtube/v3/liveBroadcasts?part=id&broadcastStatus=running", "invalidParameter", "broadcastStatus")]
    [InlineData("/youtube/v3/liveBroadcasts?part=id&mine=perhaps", "invalidParameter", "mine")]
    [InlineData("/youtube/v3/channels?part=id", "missingRequiredParameter", "parameters.")]
    [InlineData("/youtube/v3/channels?part=id&mine=true&forHandle=@a", "incompatibleParameters", "parameters.")]
    [InlineData("/youtube/v3/liveChat/messages?part=id", "required", "liveChatId")]
    [InlineData("/youtube/v3/liveChat/messages?part=id&liveChatId=x&maxResults=199", "invalidParameter", "maxResults")]
    [InlineData("/youtube/v3/liveChat/messages?part=id&liveChatId=x&profileImageSize=5", "invalidParameter", "profileImageSize")]
    public async Task Parameters(string path, string reason, string location)
    {
        var (status, body) = await _youtube.GetAsync(path);

        Assert.Equal(400, status);
        var error = body["error"]!["errors"]![0]!;
        Assert.Equal(reason, (string)error["reason"]!);
        Assert.Equal(location, (string)error["location"]!);
        Assert.Equal(1, _youtube.Stage.Quota.Used);
    }

    [Fact]
    public async Task Unknown_paths_and_verbs_answer_404_in_googles_form()
    {
        var (status, body) = await _youtube.GetAsync("/youtube/v3/playlists?part=id");
        using var posted = await _youtube.Http.PostAsync("/youtube/v3/videos", null);

        Assert.Equal(404, status);
        Assert.Equal("notFound", (string)body["error"]!["errors"]![0]!["reason"]!);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }

    [Fact]
    public async Task An_unknown_chat_is_not_found()
    {
        var (status, body) = await _youtube.GetAsync("/youtube/v3/liveChat/messages?part=id&liveChatId=nobody");

        Assert.Equal(404, status);
        Assert.Equal("liveChatNotFound", Reason(body));
    }

    [Fact]
    public async Task A_foreign_page_token_is_refused()
    {
        var other = await EmulatedYouTube.StartAsync();
        await using (other)
        {
            var (_, page) = await other.ChatPageAsync();
            var (status, body) = await _youtube.ChatPageAsync((string)page["nextPageToken"]!);

            Assert.Equal(400, status);
            Assert.Equal("pageTokenInvalid", Reason(body));
        }
    }

    [Fact]
    public async Task Polling_before_the_interval_has_passed_is_refused_and_after_it_is_not()
    {
        var (_, page) = await _youtube.ChatPageAsync();
        var (early, refusal) = await _youtube.ChatPageAsync((string)page["nextPageToken"]!);
        var (late, _) = await _youtube.NextChatPageAsync(page);

        Assert.Equal(403, early);
        Assert.Equal("rateLimitExceeded", Reason(refusal));
        Assert.Equal(200, late);
    }

    [Fact]
    public async Task Polling_without_tokens_has_a_ceiling()
    {
        var codes = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            codes.Add((await _youtube.ChatPageAsync(parts: "id")).Status);
        }

        Assert.Equal([403, 403], codes.Where(code => code != 200));
    }

    [Fact]
    public async Task A_chat_that_ended_is_read_to_its_end_and_then_refused()
    {
        _youtube.Chat("one");
        var (_, first) = await _youtube.ChatPageAsync();
        _youtube.Chat("two");
        _youtube.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, "bye"));

        var (_, rest) = await _youtube.NextChatPageAsync(first);
        var (status, body) = await _youtube.NextChatPageAsync(rest);
        var (fresh, _) = await _youtube.ChatPageAsync();

        Assert.Equal(["textMessageEvent", "chatEndedEvent"], rest["items"]!.AsArray().Select(i => (string)i!["snippet"]!["type"]!));
        Assert.NotNull(rest["offlineAt"]);
        Assert.Equal((403, "liveChatEnded", 403), (status, Reason(body), fresh));
    }

    [Fact]
    public async Task Quota_runs_out_and_comes_back_at_midnight_in_los_angeles()
    {
        await using var poor = await EmulatedYouTube.StartAsync(
            new YouTubeEmulatorOptions { QuotaUnitsPerDay = 7, AccessTokenLifetime = TimeSpan.FromDays(2) }
        );
        Assert.Equal(200, (await poor.GetAsync(Videos)).Status);
        Assert.Equal(200, (await poor.ChatPageAsync()).Status);
        Assert.Equal(6, poor.Stage.Quota.Used);
        Assert.Equal(200, (await poor.GetAsync(Videos)).Status);

        var (status, body) = await poor.GetAsync(Videos);
        Assert.Equal((403, "quotaExceeded", "youtube.quota"), (status, Reason(body), (string)body["error"]!["errors"]![0]!["domain"]!));
        Assert.Contains("<a href=", (string)body["error"]!["message"]!, StringComparison.Ordinal);

        // 12:00 UTC in July is 05:00 there: the day still has 19 hours.
        poor.Clock.Advance(TimeSpan.FromHours(19) - TimeSpan.FromSeconds(1));
        Assert.Equal(403, (await poor.GetAsync(Videos)).Status);
        poor.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await poor.GetAsync(Videos)).Status);
    }

    [Theory]
    [InlineData(nameof(FaultKind.RateLimited), 429, "rateLimitExceeded")]
    [InlineData(nameof(FaultKind.ServerError), 503, "backendError")]
    [InlineData(nameof(FaultKind.QuotaExceeded), 403, "quotaExceeded")]
    [InlineData(nameof(FaultKind.Unauthorized), 401, "authError")]
    public async Task Ordered_faults_meet_the_next_call(string kind, int status, string reason)
    {
        _youtube.Order(Enum.Parse<FaultKind>(kind), seconds: 60);
        var (code, body) = await _youtube.GetAsync(Videos);

        Assert.Equal((status, reason), (code, Reason(body)));
    }

    [Fact]
    public async Task Quota_ordered_away_for_seconds_comes_back()
    {
        _youtube.Order(FaultKind.QuotaExceeded, seconds: 60);
        Assert.Equal(403, (await _youtube.GetAsync(Videos)).Status);
        _youtube.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(200, (await _youtube.GetAsync(Videos)).Status);
    }

    [Fact]
    public async Task A_lost_answer_breaks_the_connection_and_delivers_nothing()
    {
        _youtube.Chat("hello");
        _youtube.Order(FaultKind.LoseAnswer);

        await Assert.ThrowsAsync<HttpRequestException>(() => _youtube.ChatPageAsync());
        Assert.Equal(Truth.Fate.Replayable, Assert.Single(_youtube.Truth.Rows).Class);
        Assert.Equal(200, (await _youtube.ChatPageAsync()).Status);
        Assert.Equal(Truth.Fate.Delivered, Assert.Single(_youtube.Truth.Rows).Class);
    }

    [Fact]
    public async Task A_malformed_answer_is_broken_json()
    {
        _youtube.Order(FaultKind.Malformed);

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => _youtube.GetAsync(Videos));
        Assert.Equal(200, (await _youtube.GetAsync(Videos)).Status);
    }

    [Fact]
    public async Task A_slow_platform_answers_when_its_time_has_come()
    {
        await using var patient = await EmulatedYouTube.StartAsync(
            new YouTubeEmulatorOptions { AccessTokenLifetime = TimeSpan.FromDays(10_000) }
        );
        patient.Order(FaultKind.Slow, seconds: 1_000_000, milliseconds: 5000);
        var call = patient.GetAsync(Videos);
        await patient.LetOthersFinishAsync();
        Assert.False(call.IsCompleted);
        while (!call.IsCompleted)
        {
            patient.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(200, (await call).Status);
    }

    private static string Reason(JsonNode body) => (string)body["error"]!["errors"]![0]!["reason"]!;
}
