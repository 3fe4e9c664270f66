using System.Net.WebSockets;
using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;

namespace LiveIp.Plugins.Bilibili.Tests;

/// <summary>What comes over the socket, and how it ends.</summary>
public sealed class AdapterFeedTests : AdapterTest
{
    [Fact]
    public async Task A_session_is_durable_before_its_socket_opens_and_events_arrive()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        await SendAsync(socket, Wire.Zlib(Chat("m-1"), Chat("m-2")));
        await Wait.UntilAsync(() => Connection.Events.Count == 2 && Beats() >= 2 && Heard() >= 2, "two events, two heartbeats");

        Assert.Equal(
            ["secret session", "checkpoint", "flush", "online FromNow"],
            Connection.Steps.Where(s => s is not "forget session").Take(4)
        );
        Assert.Equal(["start", "auth"], Platform.Calls.Take(2));
        Assert.Equal(["m-1", "m-2"], Connection.Events.Select(e => e.Id));
        Assert.Equal(TimeSpan.FromSeconds(4.05), Connection.MaxSilence);
        Assert.DoesNotContain("beat with a body", Platform.Calls);
        Assert.DoesNotContain("synthetic", Connection.Checkpoint);
    }

    [Fact]
    public async Task ThePlatforms_end_of_the_session_is_written_and_a_new_one_starts_at_once()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        Platform.Running = "";
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
        Assert.Equal(["m-1", "interaction-end:g-other", "interaction-end:g-1"], Connection.Events.Select(e => e.Id));
        Assert.Null(Connection.Secret("session"));

        await using var again = Run();
        await Platform.Sockets.NextAsync();
        Assert.Equal("g-2", Platform.Running);
    }

    [Theory]
    [InlineData(7000)]
    [InlineData(7003)]
    public async Task A_session_heartbeat_that_finds_the_session_gone_ends_the_attempt(int code)
    {
        await using var run = Run(session: TimeSpan.FromMilliseconds(30));
        await Platform.Sockets.NextAsync();
        Platform.OrderCode("heartbeat", code);

        var failure = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Null(Connection.Secret("session"));
    }

    [Fact]
    public async Task A_session_heartbeat_that_fails_is_sent_again_and_the_socket_lives_on()
    {
        Platform.OrderLostAnswer("heartbeat");
        Platform.OrderStatus("heartbeat", 503);
        await using var run = Run(session: TimeSpan.FromMilliseconds(30));
        var socket = await Platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => Platform.Calls.Count(call => call == "heartbeat g-1") >= 4, "heartbeats after the failed ones");
        await SendAsync(socket, Chat("m-1"));
        await Wait.UntilAsync(() => !Connection.Events.IsEmpty, "an event");

        Assert.False(run.Task.IsCompleted);
    }

    [Fact]
    public async Task A_broken_packet_is_kept_and_reading_goes_on()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        await SendAsync(socket, Wire.Packet(5, 2, [1, 2, 3]));
        await SendAsync(socket, Wire.Message("{"));
        await SendAsync(socket, Chat("m-1"));
        await Wait.UntilAsync(() => Connection.Events.Count == 3, "three events");

        Assert.Equal(["bilibili/unreadable", "bilibili/unreadable"], Connection.Events.Take(2).Select(e => e.Vendor.Type));
        Assert.Equal("m-1", Connection.Events.Last().Id);
    }

    [Fact]
    public async Task A_message_that_holds_no_packet_is_kept_without_its_keys_and_reading_goes_on()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        await SendAsync(socket, [.. Chat("m-1"), .. "GET /?key=0123456789abcdef0123456789abcdef HTTP/1.1\r\n\r\n"u8]);
        await SendAsync(socket, Chat("m-2"));
        await Wait.UntilAsync(() => Connection.Events.Count == 3, "three events");

        var kept = Connection.Events.ElementAt(1).Vendor;
        Assert.Equal("bilibili/unreadable", kept.Type);
        Assert.Contains("HTTP/1.1", kept.Json);
        Assert.DoesNotContain("0123456789abcdef", kept.Json);
        Assert.Equal("m-2", Connection.Events.Last().Id);
    }

    [Fact]
    public async Task A_socket_that_speaks_no_packets_at_all_ends_the_attempt_after_what_came_before_was_written()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        await SendAsync(socket, Chat("m-1"));
        for (var i = 0; i < 17; i++)
        {
            await SendAsync(socket, [.. "GET / HTTP/1.1\r\n\r\n"u8, (byte)i]);
        }

        var failure = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Equal("m-1", Connection.Events.First().Id);
        Assert.NotNull(Connection.Secret("session"));
    }

    [Fact]
    public async Task A_socket_that_closes_or_breaks_is_transient_and_the_session_is_kept()
    {
        await using var run = Run();
        var socket = await Platform.Sockets.NextAsync();
        await SendAsync(socket, Chat("m-1"));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        var closed = await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, closed.Kind);
        Assert.Equal("m-1", Assert.Single(Connection.Events).Id);

        await using var again = Run();
        (await Platform.Sockets.NextAsync()).Abort();
        var broken = await Assert.ThrowsAsync<AdapterException>(() => again.Task.WaitAsync(Wait.Deadline));

        Assert.Equal(FailureKind.Transient, broken.Kind);
        Assert.Equal("g-1", Platform.Running);
        Assert.NotNull(Connection.Secret("session"));
    }

    [Fact]
    public async Task Many_events_of_one_message_come_in_order_and_in_batches()
    {
        await using var run = Run();
        var ids = Enumerable.Range(0, 600).Select(i => $"m-{i}").ToList();
        await SendAsync(await Platform.Sockets.NextAsync(), Wire.Brotli([.. ids.Select(Chat)]));
        await Wait.UntilAsync(() => Connection.Events.Count == ids.Count, "all events");

        Assert.Equal(ids, Connection.Events.Select(e => e.Id));
        Assert.All(Connection.Batches, count => Assert.InRange(count, 1, 50));
    }
}
