using System.Text.Json.Nodes;
using LiveIp.Contracts;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>Each step of a commanded broadcast is one call or two, and can be asked for again.</summary>
public sealed class BroadcastControlTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 20, 0, 0, TimeSpan.Zero);

    private ScriptedYouTube _youTube = null!;

    public async ValueTask InitializeAsync() => _youTube = await ScriptedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youTube.DisposeAsync();

    [Fact]
    public async Task A_broadcast_is_made_to_begin_with_the_encoder_and_not_to_end_with_it()
    {
        _youTube.On("POST liveBroadcasts", Broadcast("created"));
        var made = await CreateAsync();

        Assert.Equal(("b1", "Night", Start, PlatformBroadcastState.Waiting), (made.Id, made.Title, made.ScheduledStart, made.State));
        Assert.Equal("https://www.youtube.com/watch?v=b1", made.Uri!.AbsoluteUri);
        var (call, body) = Assert.Single(_youTube.Asked);
        Assert.Contains("part=contentDetails", call, StringComparison.Ordinal);
        Assert.Equal("2026-05-01T20:00:00Z", (string?)body!["snippet"]!["scheduledStartTime"]);
        Assert.Equal("unlisted", (string?)body["status"]!["privacyStatus"]);
        var content = body["contentDetails"]!;
        Assert.Equal((true, false), ((bool)content["enableAutoStart"]!, (bool)content["enableAutoStop"]!));
        Assert.False((bool)content["monitorStream"]!["enableMonitorStream"]!);
        Assert.Equal(("liveBroadcasts.insert", 50, QuotaUse.Acting), Assert.Single(_youTube.Channel.Spent));
    }

    [Theory]
    [InlineData(0, "", FailureKind.OutcomeUnknown, null)]
    [InlineData(503, "backendError", FailureKind.OutcomeUnknown, "backendError")]
    [InlineData(403, "liveStreamingNotEnabled", FailureKind.Refused, "liveStreamingNotEnabled")]
    [InlineData(403, "insufficientPermissions", FailureKind.SignInRequired, "insufficientPermissions")]
    [InlineData(400, "invalidScheduledStartTime", FailureKind.Refused, "invalidScheduledStartTime")]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited, "quotaExceeded")]
    public async Task What_became_of_it_is_said_as_it_is_known(int code, string word, FailureKind kind, string? reason)
    {
        _youTube.Refuse("POST liveBroadcasts", code, word);
        var failure = await Assert.ThrowsAsync<AdapterException>(CreateAsync);
        Assert.Equal((kind, reason), (failure.Kind, failure.Reason));
    }

    [Fact]
    public async Task An_answer_that_names_no_broadcast_and_one_that_is_none_leave_it_unknown()
    {
        _youTube.On("POST liveBroadcasts", "{}");
        Assert.Equal(FailureKind.OutcomeUnknown, (await Assert.ThrowsAsync<AdapterException>(CreateAsync)).Kind);
        _youTube.On("POST liveBroadcasts", "<html>");
        Assert.Equal(FailureKind.OutcomeUnknown, (await Assert.ThrowsAsync<AdapterException>(CreateAsync)).Kind);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_done()
    {
        await _youTube.DisposeAsync();
        Assert.Equal(FailureKind.Transient, (await Assert.ThrowsAsync<AdapterException>(CreateAsync)).Kind);
    }

    [Fact]
    public async Task Those_that_wait_and_those_that_run_are_found_newest_first()
    {
        _youTube.On("GET liveBroadcasts", List(Broadcast("ready", "old", published: "2026-05-01T10:00:00Z"), Broadcast("live", "new")));
        var found = await _youTube.Adapter.FindBroadcastsAsync(new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), _youTube.Channel, Token);
        Assert.Equal(["new", "new", "old", "old"], found.Select(static b => b.Id));
        Assert.Contains(_youTube.Asked, static a => a.Call.Contains("broadcastStatus=upcoming", StringComparison.Ordinal));
        Assert.Contains(_youTube.Asked, static a => a.Call.Contains("broadcastStatus=active", StringComparison.Ordinal));
        Assert.Empty(await _youTube.Adapter.FindBroadcastsAsync(Start.AddYears(1), _youTube.Channel, Token));
        // Without looking nothing could be begun or ended: it may use the reserve.
        Assert.All(_youTube.Channel.Spent, static s => Assert.Equal((1, QuotaUse.Acting), (s.Units, s.Use)));
    }

    [Fact]
    public async Task It_is_bound_once()
    {
        _youTube.On("GET liveBroadcasts", List(Broadcast("created")));
        _youTube.On("POST liveBroadcasts/bind", Broadcast("ready"));
        await _youTube.Adapter.BindBroadcastAsync("b1", "s1", _youTube.Channel, Token);
        Assert.Contains("streamId=s1", _youTube.Asked.Last().Call, StringComparison.Ordinal);

        _youTube.Asked.Clear();
        _youTube.On("GET liveBroadcasts", List(Broadcast("ready", bound: "s1")));
        await _youTube.Adapter.BindBroadcastAsync("b1", "s1", _youTube.Channel, Token);
        Assert.Equal(["GET liveBroadcasts"], _youTube.Calls);
    }

    [Fact]
    public async Task One_that_began_by_itself_has_begun()
    {
        _youTube.On("GET liveBroadcasts", List(Broadcast("ready")));
        _youTube.Refuse("POST liveBroadcasts/transition", 403, "redundantTransition");
        await StartAsync();
        foreach (var status in new[] { "liveStarting", "live" })
        {
            _youTube.Asked.Clear();
            _youTube.On("GET liveBroadcasts", List(Broadcast(status)));
            await StartAsync();
            Assert.Equal(["GET liveBroadcasts"], _youTube.Calls);
        }
    }

    [Fact]
    public async Task Without_a_picture_it_is_tried_again()
    {
        _youTube.On("GET liveBroadcasts", List(Broadcast("ready")));
        _youTube.Refuse("POST liveBroadcasts/transition", 403, "errorStreamInactive");
        var failure = await Assert.ThrowsAsync<AdapterException>(StartAsync);
        Assert.Equal((FailureKind.Transient, "errorStreamInactive"), (failure.Kind, failure.Reason));
    }

    [Theory]
    [InlineData("live", "POST liveBroadcasts/transition")]
    [InlineData("ready", "DELETE liveBroadcasts")]
    [InlineData("created", "DELETE liveBroadcasts")]
    [InlineData("complete", null)]
    public async Task It_is_ended_by_what_it_is(string status, string? by)
    {
        _youTube.On("GET liveBroadcasts", List(Broadcast(status)));
        _youTube.On("POST liveBroadcasts/transition", Broadcast("complete"));
        _youTube.On("DELETE liveBroadcasts", "", 204);
        await _youTube.Adapter.EndBroadcastAsync("b1", _youTube.Channel, Token);
        Assert.Equal(by is null ? ["GET liveBroadcasts"] : ["GET liveBroadcasts", by], _youTube.Calls);
    }

    [Fact]
    public async Task What_is_gone_has_ended()
    {
        _youTube.On("GET liveBroadcasts", List());
        await _youTube.Adapter.EndBroadcastAsync("b1", _youTube.Channel, Token);
        Assert.Null(await _youTube.Adapter.GetBroadcastAsync("b1", _youTube.Channel, Token));
        Assert.Equal(FailureKind.NotFound, (await Assert.ThrowsAsync<AdapterException>(StartAsync)).Kind);
    }

    [Fact]
    public async Task Streams_that_serve_one_broadcast_are_left_out_and_the_one_that_receives_comes_first()
    {
        _youTube.On(
            "GET liveStreams",
            List(Stream("s1", "ready"), Stream("s2", "active"), Stream("s3", "active", reusable: false), """{"id":"s4"}""")
        );
        var ingests = await _youTube.Adapter.ListIngestAsync(_youTube.Channel, Token);
        Assert.Equal([("s2", true), ("s1", false)], ingests.Select(static i => (i.Id, i.IsActive == true)));
        Assert.Equal(("rtmps://a.example/live2", "key-s2"), (ingests[0].Server.OriginalString, ingests[0].Key));
        Assert.DoesNotContain("key-s2", $"{ingests[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_made_to_be_used_again()
    {
        _youTube.On("POST liveStreams", Stream("s1", "ready"));
        Assert.Equal("s1", (await _youTube.Adapter.CreateIngestAsync("LiveIp", _youTube.Channel, Token)).Id);
        var body = _youTube.Asked.Single().Body!;
        Assert.Equal(("LiveIp", true), ((string?)body["snippet"]!["title"], (bool)body["contentDetails"]!["isReusable"]!));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<PlatformBroadcast> CreateAsync() =>
        _youTube.Adapter.CreateBroadcastAsync(
            new()
            {
                Details = new() { Title = "Night", Privacy = BroadcastPrivacy.Unlisted },
                ScheduledStart = Start,
            },
            _youTube.Channel,
            Token
        );

    private Task StartAsync() => _youTube.Adapter.StartBroadcastAsync("b1", _youTube.Channel, Token);

    private static string List(params string[] items) => $$"""{"items":[{{string.Join(',', items)}}]}""";

    private static string Broadcast(string status, string id = "b1", string bound = "", string published = "2026-05-01T19:00:00Z") =>
        new JsonObject
        {
            ["id"] = id,
            ["snippet"] = new JsonObject
            {
                ["title"] = "Night",
                ["publishedAt"] = published,
                ["scheduledStartTime"] = "2026-05-01T20:00:00Z",
            },
            ["status"] = new JsonObject { ["lifeCycleStatus"] = status },
            ["contentDetails"] = new JsonObject { ["boundStreamId"] = bound },
        }.ToJsonString();

    private static string Stream(string id, string status, bool reusable = true) =>
        new JsonObject
        {
            ["id"] = id,
            ["snippet"] = new JsonObject { ["title"] = "mine" },
            ["status"] = new JsonObject { ["streamStatus"] = status },
            ["contentDetails"] = new JsonObject { ["isReusable"] = reusable },
            ["cdn"] = new JsonObject
            {
                ["ingestionInfo"] = new JsonObject
                {
                    ["streamName"] = $"key-{id}",
                    ["ingestionAddress"] = "rtmp://a.example/live2",
                    ["rtmpsIngestionAddress"] = "rtmps://a.example/live2",
                },
            },
        }.ToJsonString();
}
