using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>Broadcasts that are made, bound, begun and ended over the API.</summary>
public sealed class LiveBroadcastTests : IAsyncLifetime
{
    private const string Broadcasts = "/youtube/v3/liveBroadcasts";
    private const string Parts = "part=id,snippet,status,contentDetails";

    private static readonly YouTubeEmulatorOptions OffAir = new() { LiveAtStart = false, AccessTokenLifetime = TimeSpan.FromDays(30) };

    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync(OffAir);

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task From_made_to_complete_by_the_encoder_and_a_transition()
    {
        var made = await InsertAsync();
        Assert.Equal("created", Status(made));
        var id = (string)made["id"]!;
        var bound = await SendAsync("POST", $"{Broadcasts}/bind?{Parts}&id={id}&streamId={await StreamAsync()}");
        Assert.Equal((200, "ready"), (bound.Code, Status(bound.Body)));

        _youtube.Perform(n => new BroadcastStartEvent(n, TimeSpan.Zero, "the script's title"));
        Assert.Equal("liveStarting", Status(await GetAsync(id)));
        _youtube.Clock.Advance(TimeSpan.FromSeconds(2));
        var live = await GetAsync(id);
        Assert.Equal(("live", "Night"), (Status(live), (string?)live["snippet"]!["title"]));
        _youtube.Chat("hello");
        Assert.Equal("hello", (string?)(await _youtube.ChatPageAsync()).Body["items"]![0]!["snippet"]!["displayMessage"]);

        // The encoder stops for a moment: it was made without enableAutoStop.
        _youtube.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, ""));
        Assert.Equal("live", Status(await GetAsync(id)));
        Assert.Equal("complete", Status((await TransitionAsync(id, "complete")).Body));
        Assert.Equal((403, "redundantTransition"), await RefusedAsync(() => TransitionAsync(id, "complete")));
    }

    [Fact]
    public async Task A_transition_needs_a_stream_that_is_active_and_an_order_of_states()
    {
        var id = (string)(await InsertAsync(autoStart: false))["id"]!;
        Assert.Equal((403, "invalidTransition"), await RefusedAsync(() => TransitionAsync(id, "live")));
        await SendAsync("POST", $"{Broadcasts}/bind?{Parts}&id={id}&streamId={await StreamAsync()}");
        Assert.Equal((403, "errorStreamInactive"), await RefusedAsync(() => TransitionAsync(id, "live")));
        Assert.Equal((403, "invalidTransition"), await RefusedAsync(() => TransitionAsync(id, "complete")));
        Assert.Equal((403, "invalidTransition"), await RefusedAsync(() => TransitionAsync(id, "testing")));

        _youtube.Perform(n => new BroadcastStartEvent(n, TimeSpan.Zero, ""));
        Assert.Equal("ready", Status(await GetAsync(id)));
        Assert.Equal("liveStarting", Status((await TransitionAsync(id, "live")).Body));
        Assert.Equal((403, "redundantTransition"), await RefusedAsync(() => TransitionAsync(id, "live")));
        Assert.Equal(
            (403, "liveBroadcastBindingNotAllowed"),
            await RefusedAsync(() => SendAsync("POST", $"{Broadcasts}/bind?{Parts}&id={id}"))
        );
        Assert.Equal((403, "liveBroadcastDeletionNotAllowed"), await RefusedAsync(() => SendAsync("DELETE", $"{Broadcasts}?id={id}")));
    }

    [Theory]
    [InlineData("""{"snippet":{"scheduledStartTime":"2026-07-01T13:00:00Z"},"status":{"privacyStatus":"public"}}""", "titleRequired")]
    [InlineData("""{"snippet":{"title":"a<b","scheduledStartTime":"2026-07-01T13:00:00Z"}}""", "invalidTitle")]
    [InlineData("""{"snippet":{"title":"Night"},"status":{"privacyStatus":"public"}}""", "scheduledStartTimeRequired")]
    [InlineData("""{"snippet":{"title":"Night","scheduledStartTime":"yesterday"}}""", "invalidScheduledStartTime")]
    [InlineData("""{"snippet":{"title":"Night","scheduledStartTime":"2026-07-01T11:00:00Z"}}""", "invalidScheduledStartTime")]
    [InlineData("""{"snippet":{"title":"Night","scheduledStartTime":"2026-07-01T13:00:00Z"}}""", "privacyStatusRequired")]
    [InlineData(
        """{"snippet":{"title":"Night","scheduledStartTime":"2026-07-01T13:00:00Z"},"status":{"privacyStatus":"all"}}""",
        "invalidPrivacyStatus"
    )]
    public async Task What_is_missing_or_wrong_is_named(string body, string reason) =>
        Assert.Equal((400, reason), await RefusedAsync(() => SendAsync("POST", $"{Broadcasts}?{Parts}", body)));

    [Fact]
    public async Task No_body_is_none()
    {
        Assert.Equal((400, "parseError"), await RefusedAsync(() => SendAsync("POST", $"{Broadcasts}?{Parts}", "[1")));
    }

    [Fact]
    public async Task A_lost_answer_leaves_a_broadcast_behind_once_for_each_operation()
    {
        _youtube.Order(FaultKind.LoseEachAnswer);
        await Assert.ThrowsAsync<HttpRequestException>(() => InsertAsync());
        var left = Assert.Single((await UpcomingAsync()), b => (string?)b!["snippet"]!["title"] == "Night")!;
        var id = (string)left["id"]!;
        Assert.Equal("Night", (string?)(await InsertAsync())["snippet"]!["title"]);

        var bind = $"{Broadcasts}/bind?{Parts}&id={id}&streamId={await StreamAsync()}";
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("POST", bind));
        Assert.Equal("ready", Status(await GetAsync(id)));
        Assert.Equal(200, (await SendAsync("POST", bind)).Code);
    }

    [Fact]
    public async Task Acting_costs_fifty_units_and_needs_a_scope_that_may()
    {
        var before = _youtube.Stage.Quota.Used;
        await InsertAsync();
        Assert.Equal(50, _youtube.Stage.Quota.Used - before);

        await using var reader = await EmulatedYouTube.StartAsync(OffAir with { Scopes = [YouTubeEmulatorOptions.ReadOnlyScope] });
        var body = Body(autoStart: true);
        Assert.Equal((403, "insufficientPermissions"), await RefusedAsync(() => SendAsync(reader, "POST", $"{Broadcasts}?{Parts}", body)));
    }

    [Fact]
    public async Task A_channel_that_may_not_stream_is_told_so()
    {
        await using var other = await EmulatedYouTube.StartAsync(OffAir with { LiveStreamingEnabled = false });
        var body = Body(autoStart: true);
        Assert.Equal((403, "liveStreamingNotEnabled"), await RefusedAsync(() => SendAsync(other, "POST", $"{Broadcasts}?{Parts}", body)));
        Assert.Equal((403, "liveStreamingNotEnabled"), await RefusedAsync(() => other.GetAsync($"{Broadcasts}?part=id&mine=true")));
        Assert.Equal(
            (403, "liveStreamingNotEnabled"),
            await RefusedAsync(() => other.GetAsync("/youtube/v3/liveStreams?part=id&mine=true"))
        );
    }

    [Fact]
    public async Task A_stream_is_made_where_the_channel_has_none()
    {
        await using var fresh = await EmulatedYouTube.StartAsync(OffAir with { HasStreamKey = false });
        Assert.Empty((await fresh.GetAsync("/youtube/v3/liveStreams?part=id&mine=true")).Body["items"]!.AsArray());
        var made = await SendAsync(
            fresh,
            "POST",
            "/youtube/v3/liveStreams?part=id,snippet,cdn,contentDetails,status",
            """{"snippet":{"title":"LiveIp"},"cdn":{"ingestionType":"rtmp","resolution":"variable","frameRate":"variable"}}"""
        );
        Assert.Equal((200, "ready"), (made.Code, (string?)made.Body["status"]!["streamStatus"]));
        Assert.NotEmpty((string)made.Body["cdn"]!["ingestionInfo"]!["streamName"]!);
        Assert.Equal(
            (400, "ingestionTypeRequired"),
            await RefusedAsync(() => SendAsync(fresh, "POST", "/youtube/v3/liveStreams?part=id", """{"snippet":{"title":"LiveIp"}}"""))
        );
    }

    [Fact]
    public async Task An_update_replaces_the_part_and_a_video_update_the_category()
    {
        var id = (string)(await InsertAsync())["id"]!;
        var update = new JsonObject
        {
            ["id"] = id,
            ["snippet"] = new JsonObject { ["title"] = "Later", ["scheduledStartTime"] = "2026-07-01T13:00:00Z" },
        };
        var updated = (await SendAsync("PUT", $"{Broadcasts}?part=snippet", update.ToJsonString())).Body;
        Assert.Equal(("Later", ""), ((string?)updated["snippet"]!["title"], (string?)updated["snippet"]!["description"]));

        var video = new JsonObject
        {
            ["id"] = id,
            ["snippet"] = new JsonObject
            {
                ["title"] = "Later",
                ["categoryId"] = "10",
                ["tags"] = new JsonArray("live", "music"),
            },
        };
        Assert.Equal(200, (await SendAsync("PUT", "/youtube/v3/videos?part=snippet", video.ToJsonString())).Code);
        var snippet = (await _youtube.GetAsync($"/youtube/v3/videos?part=snippet&id={id}")).Body["items"]![0]!["snippet"]!;
        Assert.Equal(("10", 2), ((string?)snippet["categoryId"], snippet["tags"]!.AsArray().Count));
        video["snippet"]!["categoryId"] = "18";
        Assert.Equal(
            (400, "invalidCategoryId"),
            await RefusedAsync(() => SendAsync("PUT", "/youtube/v3/videos?part=snippet", video.ToJsonString()))
        );
    }

    [Fact]
    public async Task A_thumbnail_is_an_image_of_a_broadcast_and_within_its_size()
    {
        var id = (string)(await InsertAsync())["id"]!;
        Assert.Equal((400, "invalidImage"), await UploadAsync(id, "GIF89a"u8.ToArray()));
        Assert.Equal((400, "mediaBodyRequired"), await UploadAsync(id, []));
        Assert.Equal((413, "uploadTooLarge"), await UploadAsync(id, new byte[(2 * 1024 * 1024) + 1]));
        Assert.Equal((404, "videoNotFound"), await UploadAsync("other", [0xFF, 0xD8, 0xFF]));
        Assert.DoesNotContain("custom", (await GetAsync(id))["snippet"]!["thumbnails"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((200, ""), await UploadAsync(id, [0xFF, 0xD8, 0xFF]));
        Assert.Contains("custom", (await GetAsync(id))["snippet"]!["thumbnails"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_on_air_can_be_deleted()
    {
        var id = (string)(await InsertAsync())["id"]!;
        Assert.Equal(204, (await SendAsync("DELETE", $"{Broadcasts}?id={id}")).Code);
        Assert.Equal((404, "liveBroadcastNotFound"), await RefusedAsync(() => SendAsync("DELETE", $"{Broadcasts}?id={id}")));
    }

    private Task<(int Code, string Reason)> UploadAsync(string id, byte[] image) =>
        RefusedAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/upload/youtube/v3/thumbnails/set?videoId={id}&uploadType=media");
            request.Headers.Authorization = AuthenticationHeaderValue.Parse($"Bearer {_youtube.Token}");
            request.Content = new ByteArrayContent(image);
            using var response = await _youtube.Http.SendAsync(request);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        });

    private static string Body(bool autoStart) =>
        new JsonObject
        {
            ["snippet"] = new JsonObject
            {
                ["title"] = "Night",
                ["description"] = "of stars",
                ["scheduledStartTime"] = "2026-07-01T13:00:00Z",
            },
            ["status"] = new JsonObject { ["privacyStatus"] = "public" },
            ["contentDetails"] = new JsonObject
            {
                ["enableAutoStart"] = autoStart,
                ["enableAutoStop"] = false,
                ["monitorStream"] = new JsonObject { ["enableMonitorStream"] = false },
            },
        }.ToJsonString();

    private async Task<JsonNode> InsertAsync(bool autoStart = true)
    {
        var (code, body) = await SendAsync("POST", $"{Broadcasts}?{Parts}", Body(autoStart));
        Assert.Equal(200, code);
        return body;
    }

    private Task<(int Code, JsonNode Body)> TransitionAsync(string id, string to) =>
        SendAsync("POST", $"{Broadcasts}/transition?{Parts}&id={id}&broadcastStatus={to}");

    private async Task<JsonNode> GetAsync(string id) =>
        (await _youtube.GetAsync($"{Broadcasts}?{Parts}&id={id}")).Body["items"]!.AsArray().Single()!;

    private async Task<JsonArray> UpcomingAsync() =>
        (await _youtube.GetAsync($"{Broadcasts}?{Parts}&broadcastStatus=upcoming&maxResults=50")).Body["items"]!.AsArray();

    private async Task<string> StreamAsync() =>
        (string)(await _youtube.GetAsync("/youtube/v3/liveStreams?part=id&mine=true")).Body["items"]![0]!["id"]!;

    private static string? Status(JsonNode broadcast) => (string?)broadcast["status"]!["lifeCycleStatus"];

    private static async Task<(int Code, string Reason)> RefusedAsync(Func<Task<(int Code, JsonNode Body)>> call)
    {
        var (code, body) = await call();
        return (code, (string?)body["error"]?["errors"]?[0]?["reason"] ?? "");
    }

    private Task<(int Code, JsonNode Body)> SendAsync(string verb, string path, string? body = null) =>
        SendAsync(_youtube, verb, path, body);

    private static async Task<(int Code, JsonNode Body)> SendAsync(EmulatedYouTube youtube, string verb, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.Authorization = AuthenticationHeaderValue.Parse($"Bearer {youtube.Token}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await youtube.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
