using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Bilibili;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Emulators.Tests.Bilibili;

public sealed class BilibiliStageTests : IAsyncLifetime
{
    private static readonly BilibiliEmulatorOptions Options = new();

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TruthLedger _truth = new();
    private readonly FaultBoard _faults = new();
    private BilibiliStage _stage = null!;
    private WebApplication _app = null!;
    private OpenLiveClient _client = null!;
    private long _number;

    private static string StartBody => $$"""{"code":"{{Options.IdentityCode}}","app_id":{{Options.AppId}}}""";

    public async ValueTask InitializeAsync()
    {
        _stage = new BilibiliStage(_truth, _faults, _clock, Options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _stage.Map(_app);
        await _app.StartAsync();
        _client = new OpenLiveClient(new Uri(_app.Urls.First()), Options.AccessKeyId, Options.AccessKeySecret, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("x-bili-signature-method", "HMAC-SHA1", 4005)]
    [InlineData("x-bili-signature-version", "2.0", 4006)]
    [InlineData("x-bili-content-md5", "00000000000000000000000000000000", 4012)]
    [InlineData("x-bili-timestamp", "1", 4003)]
    [InlineData("x-bili-accesskeyid", "somebody-else", 4002)]
    public async Task A_spoilt_header_is_refused_with_its_code(string header, string value, int code)
    {
        _client.Overrides[header] = value;
        Assert.Equal(code, await _client.CodeOfAsync("/v2/app/start", StartBody));
    }

    [Fact]
    public async Task A_signature_by_another_secret_a_repeated_nonce_and_another_content_type_are_refused()
    {
        using var stranger = new OpenLiveClient(new Uri(_app.Urls.First()), Options.AccessKeyId, "wrong", _clock);
        Assert.Equal(4002, await stranger.CodeOfAsync("/v2/app/start", StartBody));
        _client.Overrides["x-bili-signature-nonce"] = "once";
        Assert.Equal(7000, await _client.CodeOfAsync("/v2/app/end", $$"""{"app_id":{{Options.AppId}},"game_id":"none"}"""));
        Assert.Equal(4004, await _client.CodeOfAsync("/v2/app/start", StartBody));
        _client.Overrides.Clear();
        _client.ContentType = "text/plain";
        Assert.Equal(4011, await _client.CodeOfAsync("/v2/app/start", StartBody));
    }

    [Theory]
    [InlineData("/v2/app/start", """{"code":"EMULATOR0CODE"}""", 4000)]
    [InlineData("/v2/app/start", """{"code":"EMULATOR0CODE","app_id":"1700000000001"}""", 4000)]
    [InlineData("/v2/app/start", """{"code":"EMULATOR0CODE","app_id":5}""", 4001)]
    [InlineData("/v2/app/start", """{"code":"WRONG","app_id":1700000000001}""", 7007)]
    [InlineData("/v2/app/start", "not json", 4000)]
    [InlineData("/v2/app/heartbeat", """{"game_id":"unknown"}""", 7003)]
    [InlineData("/v2/app/batchHeartbeat", """{"game_ids":["a","a"]}""", 7005)]
    [InlineData("/v2/app/elsewhere", "{}", 4010)]
    public async Task A_wrong_request_is_refused_with_its_code(string path, string body, int code) =>
        Assert.Equal(code, await _client.CodeOfAsync(path, body));

    [Fact]
    public async Task More_than_two_hundred_games_in_a_heartbeat_are_refused()
    {
        var ids = string.Join(',', Enumerable.Range(0, 201).Select(i => $"\"g{i}\""));
        Assert.Equal(7004, await _client.CodeOfAsync("/v2/app/batchHeartbeat", $$"""{"game_ids":[{{ids}}]}"""));
    }

    [Fact]
    public async Task A_second_start_is_a_duplicate_then_cools_down_then_works()
    {
        var started = await StartAsync();
        Assert.Equal(7002, await _client.CodeOfAsync("/v2/app/start", StartBody));
        Assert.Equal(0, await _client.CodeOfAsync("/v2/app/end", $$"""{"app_id":{{Options.AppId}},"game_id":"{{GameOf(started)}}"}"""));
        Assert.Equal(7001, await _client.CodeOfAsync("/v2/app/start", StartBody));
        _clock.Advance(Options.CoolDown);
        Assert.Equal(0, await _client.CodeOfAsync("/v2/app/start", StartBody));
    }

    [Fact]
    public async Task A_game_without_heartbeats_is_over_after_a_minute()
    {
        var game = GameOf(await StartAsync());
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await _client.CodeOfAsync("/v2/app/heartbeat", $$"""{"game_id":"{{game}}"}"""));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(7003, await _client.CodeOfAsync("/v2/app/heartbeat", $$"""{"game_id":"{{game}}"}"""));
    }

    [Fact]
    public async Task A_foreign_auth_body_is_refused()
    {
        var started = await StartAsync();
        var (socket, code) = await OpenLiveClient.ConnectAsync(started, """{"roomid":1,"key":"guess"}""");
        using var _ = socket;
        Assert.Equal(-101, code);
        Assert.Empty(await OpenLiveClient.ReadAsync(socket));
    }

    [Fact]
    public async Task Every_frame_form_carries_the_same_messages_once_each()
    {
        var (socket, _) = await OpenLiveClient.ConnectAsync(await StartAsync());
        using var open = socket;
        var texts = Enumerable.Range(0, 24).Select(i => $"弹幕 {i}").ToList();
        foreach (var text in texts)
        {
            Say(text);
        }

        var received = new List<string>();
        while (received.Count < texts.Count)
        {
            received.AddRange(
                (await OpenLiveClient.ReadAsync(socket))
                    .Where(f => f.Operation == 5)
                    .Select(f => (string)JsonNode.Parse(f.Body)!["data"]!["msg"]!)
            );
        }

        Assert.Equal(texts, received);
        Assert.All(_truth.Rows, row => Assert.Equal(Fate.Delivered, row.Class));
    }

    [Fact]
    public async Task What_nobody_hears_is_unrecoverable_and_says_why()
    {
        Say("nobody here");
        var (socket, _) = await OpenLiveClient.ConnectAsync(await StartAsync());
        using var open = socket;
        _faults.Order(new Fault("bilibili", FaultKind.Stall, Seconds: 25));
        Say("stalled");
        _clock.Advance(TimeSpan.FromSeconds(26));
        Say("heard again");
        await OpenLiveClient.ReadAsync(socket);
        _faults.Order(new Fault("bilibili", FaultKind.Drop));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => OpenLiveClient.ReadAsync(socket));

        Assert.Equal(["no session", "stalled", "in flight at a drop"], _truth.Rows.Select(r => r.Reason));
    }

    [Fact]
    public async Task Duplicates_and_swaps_change_the_wire_and_not_the_truth()
    {
        var (socket, _) = await OpenLiveClient.ConnectAsync(await StartAsync());
        using var open = socket;
        _faults.Order(new Fault("bilibili", FaultKind.Duplicate));
        Say("a");
        _faults.Order(new Fault("bilibili", FaultKind.Reorder));
        Say("b");
        Say("c");

        var received = new List<string>();
        while (received.Count < 4)
        {
            received.AddRange(
                (await OpenLiveClient.ReadAsync(socket))
                    .Where(f => f.Operation == 5)
                    .Select(f => (string)JsonNode.Parse(f.Body)!["data"]!["msg"]!)
            );
        }

        Assert.Equal(["a", "a", "c", "b"], received);
        Assert.Equal(3, _truth.Rows.Count);
    }

    [Fact]
    public async Task An_ended_interaction_is_told_and_closes_the_socket()
    {
        var started = await StartAsync();
        var (socket, _) = await OpenLiveClient.ConnectAsync(started);
        using var open = socket;
        _faults.Order(new Fault("bilibili", FaultKind.EndFeed));

        var (_, body) = (await OpenLiveClient.ReadAsync(socket))[^1];
        Assert.Equal(GameOf(started), (string)JsonNode.Parse(body)!["data"]!["game_id"]!);
        Assert.Empty(await OpenLiveClient.ReadAsync(socket));
        Assert.Equal(7003, await _client.CodeOfAsync("/v2/app/heartbeat", $$"""{"game_id":"{{GameOf(started)}}"}"""));
    }

    private async Task<JsonObject> StartAsync()
    {
        var started = await _client.CallAsync("/v2/app/start", StartBody);
        Assert.Equal(0, (int)started["code"]!);
        return started;
    }

    private static string GameOf(JsonObject started) => (string)started["data"]!["game_info"]!["game_id"]!;

    private void Say(string text) =>
        _stage.Perform(
            new ChatEvent(
                ++_number,
                TimeSpan.Zero,
                new Viewer(7, "viewer " + _number.ToString(CultureInfo.InvariantCulture), false, false),
                text
            )
        );
}
