using System.Net.WebSockets;
using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;

namespace LiveIp.Plugins.Bilibili.Tests;

public sealed class BilibiliAdapterTests : IAsyncLifetime
{
    private readonly RecordingConnection _connection = new();
    private readonly HttpClient _http = OpenLiveClient.CreateHttpClient();
    private FakeOpenLive _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await FakeOpenLive.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_durable_before_its_socket_opens_and_events_arrive()
    {
        await using var run = Run();
        var socket = await _platform.Sockets.NextAsync();
        await SendAsync(socket, Wire.Zlib(Chat("m-1"), Chat("m-2")));
        await Wait.UntilAsync(() => _connection.Events.Count == 2 && Beats() >= 2 && Heard() >= 2, "two events, two heartbeats");

        Assert.Equal(
            ["secret session", "checkpoint", "flush", "online FromNow"],
            _connection.Steps.Where(s => s is not "forget session").Take(4)
        );
        Assert.Equal(["start", "auth"], _platform.Calls.Take(2));
        Assert.Equal(["m-1", "m-2"], _connection.Events.Select(e => e.Id));
        Assert.Equal(TimeSpan.FromSeconds(4.05), _connection.MaxSilence);
        Assert.DoesNotContain("beat with a body", _platform.Calls);
        Assert.DoesNotContain("synthetic", _connection.Checkpoint);
    }

    [Fact]
    public async Task A_restart_goes_on_with_the_session_and_neither_ends_nor_starts_one()
    {
        await RunOnceAsync();

        var before = _platform.Calls.Count;
        await using var again = Run();
        await SendAsync(await _platform.Sockets.NextAsync(), Chat("m-1"));
        await Wait.UntilAsync(() => !_connection.Events.IsEmpty, "an event");

        Assert.Equal("g-1", _platform.Running);
        var calls = _platform.Calls.Skip(before).Where(call => call is not ("gone" or "beat")).ToList();
        Assert.Equal(["heartbeat g-1", "auth"], calls.Take(2));
        Assert.DoesNotContain("end g-1", calls);
    }

    [Fact]
    public async Task A_session_that_cannot_be_resumed_is_ended_before_another_is_started()
    {
        // The checkpoint names it and its key is not there: as after a lost secret store.
        _platform.Running = "g-old";
        _connection.Checkpoint = new Checkpoint { GameId = "g-old" }.ToString();

        await using var run = Run();
        await _platform.Sockets.NextAsync();

        Assert.Equal(["end g-old", "start", "auth"], _platform.Calls.Take(3));
        Assert.Equal("g-1", Checkpoint.GameIdOf(_connection.Checkpoint));
    }

    [Fact]
    public async Task A_session_that_is_over_is_replaced()
    {
        await RunOnceAsync();

        _platform.Running = "";
        await using var again = Run();
        await _platform.Sockets.NextAsync();

        Assert.Equal("g-2", _platform.Running);
        Assert.Equal("g-2", Checkpoint.GameIdOf(_connection.Checkpoint));
    }

    [Fact]
    public async Task A_refused_key_of_a_resumed_session_leads_to_a_new_session_at_once()
    {
        await RunOnceAsync();

        _platform.AuthCodes.Enqueue(-101);
        await using var again = Run();
        await Wait.UntilAsync(() => _connection.Steps.Count(s => s == "online FromNow") == 2, "online with the new session");

        Assert.Equal("g-2", _platform.Running);
        Assert.Contains("end g-1", _platform.Calls);
    }

    [Fact]
    public async Task The_first_link_may_be_dead()
    {
        _platform.Links = own => ["ws://127.0.0.1:1/sub", own];

        await using var run = Run();
        await _platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => _connection.Steps.Contains("online FromNow"), "online");
    }

    [Fact]
    public async Task An_unencrypted_link_to_elsewhere_is_not_followed()
    {
        _platform.Links = _ => ["ws://example.invalid/sub"];

        Assert.Equal(FailureKind.ProtocolChanged, (await FailAsync()).Kind);
    }

    [Theory]
    [InlineData(7001, FailureKind.RateLimited, 10)]
    [InlineData(7002, FailureKind.RateLimited, 30)]
    [InlineData(4009, FailureKind.RateLimited, 30)]
    [InlineData(7007, FailureKind.SignInRequired, null)]
    [InlineData(4000, FailureKind.Refused, null)]
    [InlineData(4001, FailureKind.Refused, null)]
    [InlineData(4002, FailureKind.Refused, null)]
    [InlineData(5003, FailureKind.Refused, null)]
    [InlineData(5004, FailureKind.Refused, null)]
    [InlineData(8002, FailureKind.Refused, null)]
    [InlineData(4003, FailureKind.Transient, null)]
    [InlineData(4004, FailureKind.Transient, null)]
    [InlineData(5000, FailureKind.Transient, null)]
    [InlineData(5001, FailureKind.Transient, null)]
    [InlineData(5002, FailureKind.Transient, null)]
    [InlineData(4012, FailureKind.ProtocolChanged, null)]
    [InlineData(9999, FailureKind.Transient, null)]
    public async Task A_refused_start_says_what_to_do(int code, FailureKind kind, int? seconds)
    {
        _platform.OrderCode("start", code);

        var failure = await FailAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
        Assert.Contains($"{code}", failure.Message);
        Assert.DoesNotContain("CODE123", failure.Message);
        Assert.True(code != 4003 || failure.Message.Contains("clock"));
    }

    [Theory]
    [InlineData(429, "7", FailureKind.RateLimited, 7)]
    [InlineData(503, null, FailureKind.Transient, null)]
    [InlineData(302, null, FailureKind.Refused, null)]
    public async Task An_http_failure_says_what_to_do(int status, string? retryAfter, FailureKind kind, int? seconds)
    {
        _platform.OrderStatus("start", status, retryAfter);

        var failure = await FailAsync();

        Assert.Equal((kind, seconds), (failure.Kind, (int?)failure.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task An_answer_that_is_lost_or_is_not_the_platforms_is_transient()
    {
        _platform.OrderLostAnswer("start");
        Assert.Equal(FailureKind.Transient, (await FailAsync()).Kind);

        _platform.Order("start", context => context.Response.Body.WriteAsync("<html>"u8.ToArray()).AsTask());
        Assert.Equal(FailureKind.Transient, (await FailAsync()).Kind);
    }

    [Fact]
    public async Task Another_rooms_code_is_refused_and_its_session_ended()
    {
        _platform.Room = 555;

        var failure = await FailAsync();

        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Contains("555", failure.Message);
        Assert.Contains("100", failure.Message);
        Assert.Equal(["start", "end g-1"], _platform.Calls);
        Assert.Null(_connection.Secret("session"));
    }

    [Fact]
    public async Task Without_an_identity_code_a_person_is_needed_and_nothing_is_called()
    {
        _connection.Forget("identity_code");

        Assert.Equal(FailureKind.SignInRequired, (await FailAsync()).Kind);
        Assert.Empty(_platform.Calls);
    }

    [Fact]
    public async Task The_platforms_end_of_the_session_is_written_and_a_new_one_starts_at_once()
    {
        await using var run = Run();
        var socket = await _platform.Sockets.NextAsync();
        _platform.Running = "";
        await SendAsync(
            socket,
            [
                .. Chat("m-1"),
                .. Wire.Message("""{"cmd":"LIVE_OPEN_PLATFORM_INTERACTION_END","data":{"game_id":"g-other","timestamp":1}}"""),
                .. Wire.Message("""{"cmd":"LIVE_OPEN_PLATFORM_INTERACTION_END","data":{"game_id":"g-1","timestamp":1}}"""),
            ]
        );

        var failure = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal((FailureKind.Transient, TimeSpan.Zero), (failure.Kind, failure.RetryAfter));
        Assert.Equal(["m-1", "interaction-end:g-other", "interaction-end:g-1"], _connection.Events.Select(e => e.Id));
        Assert.Null(_connection.Secret("session"));

        await using var again = Run();
        await _platform.Sockets.NextAsync();
        Assert.Equal("g-2", _platform.Running);
    }

    [Theory]
    [InlineData(7000)]
    [InlineData(7003)]
    public async Task A_session_heartbeat_that_finds_the_session_gone_ends_the_attempt(int code)
    {
        await using var run = Run(session: TimeSpan.FromMilliseconds(30));
        await _platform.Sockets.NextAsync();
        _platform.OrderCode("heartbeat", code);

        var failure = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Null(_connection.Secret("session"));
    }

    [Fact]
    public async Task A_session_heartbeat_that_fails_is_sent_again_and_the_socket_lives_on()
    {
        _platform.OrderLostAnswer("heartbeat");
        _platform.OrderStatus("heartbeat", 503);
        await using var run = Run(session: TimeSpan.FromMilliseconds(30));
        var socket = await _platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => _platform.Calls.Count(call => call == "heartbeat g-1") >= 4, "heartbeats after the failed ones");
        await SendAsync(socket, Chat("m-1"));
        await Wait.UntilAsync(() => !_connection.Events.IsEmpty, "an event");

        Assert.False(run.Task.IsCompleted);
    }

    [Fact]
    public async Task A_broken_packet_is_kept_and_reading_goes_on()
    {
        await using var run = Run();
        var socket = await _platform.Sockets.NextAsync();
        await SendAsync(socket, Wire.Packet(5, 2, [1, 2, 3]));
        await SendAsync(socket, Wire.Message("{"));
        await SendAsync(socket, Chat("m-1"));
        await Wait.UntilAsync(() => _connection.Events.Count == 3, "three events");

        Assert.Equal(["bilibili/unreadable", "bilibili/unreadable"], _connection.Events.Take(2).Select(e => e.Vendor.Type));
        Assert.Equal("m-1", _connection.Events.Last().Id);
    }

    [Fact]
    public async Task Bytes_that_are_no_packets_end_the_attempt_after_what_came_before_was_written()
    {
        await using var run = Run();
        await SendAsync(await _platform.Sockets.NextAsync(), [.. Chat("m-1"), .. "GET / HTTP/1.1\r\n\r\n"u8]);

        var failure = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Equal("m-1", Assert.Single(_connection.Events).Id);
        Assert.NotNull(_connection.Secret("session"));
    }

    [Fact]
    public async Task A_socket_that_closes_or_breaks_is_transient_and_the_session_is_kept()
    {
        await using var run = Run();
        var socket = await _platform.Sockets.NextAsync();
        await SendAsync(socket, Chat("m-1"));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        var closed = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, closed.Kind);
        Assert.Equal("m-1", Assert.Single(_connection.Events).Id);

        await using var again = Run();
        (await _platform.Sockets.NextAsync()).Abort();
        var broken = await Assert.ThrowsAsync<AdapterException>(() => again.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, broken.Kind);
        Assert.Equal("g-1", _platform.Running);
        Assert.NotNull(_connection.Secret("session"));
    }

    [Fact]
    public async Task Many_events_of_one_message_come_in_order_and_in_batches()
    {
        await using var run = Run();
        var ids = Enumerable.Range(0, 600).Select(i => $"m-{i}").ToList();
        await SendAsync(await _platform.Sockets.NextAsync(), Wire.Brotli([.. ids.Select(Chat)]));
        await Wait.UntilAsync(() => _connection.Events.Count == ids.Count, "all events");

        Assert.Equal(ids, _connection.Events.Select(e => e.Id));
        Assert.All(_connection.Batches, count => Assert.InRange(count, 1, 50));
    }

    private async Task RunOnceAsync()
    {
        await using var run = Run();
        await _platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => _connection.Steps.Contains("online FromNow"), "online");
    }

    private int Beats() => _platform.Calls.Count(call => call == "beat");

    private int Heard() => _connection.Steps.Count(step => step == "heard");

    private static byte[] Chat(string id) =>
        Wire.Message(
            $$$"""{"cmd":"LIVE_OPEN_PLATFORM_DM","data":{"open_id":"o-2","msg":"你好","msg_id":"{{{id}}}","timestamp":1790000000}}"""
        );

    private static Task SendAsync(WebSocket socket, byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private async Task<AdapterException> FailAsync()
    {
        await using var run = Run();
        return await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));
    }

    private Attempt Run(TimeSpan? session = null)
    {
        var settings = new BilibiliSettings
        {
            BaseUri = _platform.BaseUri,
            AccessKeyId = "key-id",
            AccessKeySecret = "key-secret",
            AppId = 1234567890123,
            HeartbeatInterval = TimeSpan.FromMilliseconds(50),
            GameHeartbeatInterval = session ?? TimeSpan.FromSeconds(20),
        };
        return new Attempt(token => new BilibiliAdapter(settings, _http).RunAsync(_connection, token));
    }

    /// <summary>One attempt, cancelled like the host does it.</summary>
    private sealed class Attempt : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Attempt(Func<CancellationToken, Task> run)
        {
            Task = run(_stop.Token);
        }

        public Task Task { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WaitAsync(Wait.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(Task.IsCompleted);
            _stop.Dispose();
        }
    }
}
