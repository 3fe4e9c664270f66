using System.Net.WebSockets;
using System.Text;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchSocketTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("", 10)]
    [InlineData("?keepalive_timeout_seconds=1", 10)]
    [InlineData("?keepalive_timeout_seconds=45", 45)]
    [InlineData("?keepalive_timeout_seconds=9999", 600)]
    public async Task The_welcome_tells_the_clamped_keepalive(string query, int expected)
    {
        await using var house = await TwitchHouse.OpenAsync(new TwitchEmulatorOptions());
        await using var socket = await house.ConnectAsync(query);
        var session = socket.Welcome["payload"]!["session"]!;
        Assert.Equal(expected, session["keepalive_timeout_seconds"]!.GetValue<int>());
        Assert.Equal("connected", session["status"]!.GetValue<string>());
        Assert.Null(session["reconnect_url"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", socket.Welcome["metadata"]!["message_timestamp"]!.GetValue<string>());
    }

    [Fact]
    public async Task Silence_brings_keepalives_and_one_can_be_withheld()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { MinimumKeepalive = Soon });
        await using var socket = await house.ListenAsync("stream.online");
        house.Faults.Order(new Fault("twitch", FaultKind.WithholdHeartbeat, 1));
        var ids = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var frame = await socket.NextAsync();
            Assert.Equal("session_keepalive", TwitchSocket.Type(frame));
            Assert.Empty(frame["payload"]!.AsObject());
            Assert.True(ids.Add(TwitchSocket.Id(frame)));
        }

        Assert.False(house.Faults.Take("twitch", FaultKind.WithholdHeartbeat));
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task A_client_that_speaks_is_closed_with_4001(WebSocketMessageType type)
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("stream.online");
        await socket.Socket.SendAsync(Encoding.UTF8.GetBytes("hello"), type, true, CancellationToken.None);
        Assert.Equal(4001, await socket.CloseCodeAsync());
        Assert.Equal(["websocket_received_inbound_traffic"], await house.StatusesAsync());
    }

    [Fact]
    public async Task A_session_without_subscriptions_is_closed_with_4003()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { SubscribeWithin = Soon });
        await using var socket = await house.ConnectAsync();
        Assert.Equal(4003, await socket.CloseCodeAsync());
    }

    [Fact]
    public async Task A_reconnect_moves_the_subscriptions_and_the_old_socket_works_until_then()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var old = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.EndFeed));
        var reconnect = await old.NextAsync();
        Assert.Equal("session_reconnect", TwitchSocket.Type(reconnect));
        var session = reconnect["payload"]!["session"]!;
        Assert.Equal("reconnecting", session["status"]!.GetValue<string>());
        Assert.Null(session["keepalive_timeout_seconds"]);
        var url = new Uri(session["reconnect_url"]!.GetValue<string>());

        house.Say("before");
        Assert.Equal("before", TwitchSocket.Text(await old.NextAsync()));
        await using var next = await TwitchSocket.OpenAsync(url);
        house.Say("after");
        Assert.Equal("after", TwitchSocket.Text(await next.NextAsync()));
        Assert.Equal(409, (await house.SubscribeAsync(next.SessionId, "channel.chat.message")).Status);

        // The address is used up.
        await using var late = await TwitchSocket.OpenAsync(url, welcome: false);
        Assert.Equal(4007, await late.CloseCodeAsync());
        await old.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.Equal(["enabled"], await house.StatusesAsync());
    }

    [Fact]
    public async Task A_reconnect_after_closing_the_old_socket_is_invalid()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var old = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.EndFeed));
        var url = new Uri((await old.NextAsync())["payload"]!["session"]!["reconnect_url"]!.GetValue<string>());
        await old.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => house.StatusesAsync().Result is ["websocket_disconnected"], TwitchHouse.Deadline));
        await using var next = await TwitchSocket.OpenAsync(url, welcome: false);
        Assert.Equal(4007, await next.CloseCodeAsync());
    }

    [Fact]
    public async Task A_reconnect_that_is_not_followed_ends_with_4004()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { ReconnectGrace = Soon });
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.EndFeed));
        Assert.Equal(4004, await socket.CloseCodeAsync());
        Assert.Equal(["websocket_disconnected"], await house.StatusesAsync());
    }

    [Fact]
    public async Task A_revocation_is_told_and_listed()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message", "stream.online");
        house.Stage.Revoke("stream.online", "authorization_revoked");
        var frame = await socket.NextAsync();
        Assert.Equal("revocation", TwitchSocket.Type(frame));
        Assert.Equal("stream.online", frame["metadata"]!["subscription_type"]!.GetValue<string>());
        Assert.Equal("authorization_revoked", frame["payload"]!["subscription"]!["status"]!.GetValue<string>());
        Assert.Equal(["authorization_revoked", "enabled"], (await house.StatusesAsync()).Order());
    }

    [Fact]
    public async Task Duplicates_swaps_and_garbage_come_as_ordered()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.Duplicate, 1));
        house.Say("twice");
        Assert.Equal(TwitchSocket.Id(await socket.NextAsync()), TwitchSocket.Id(await socket.NextAsync()));

        house.Faults.Order(new Fault("twitch", FaultKind.Reorder, 1));
        house.Say("first");
        house.Say("second");
        Assert.Equal("second", TwitchSocket.Text(await socket.NextAsync()));
        Assert.Equal("first", TwitchSocket.Text(await socket.NextAsync()));

        house.Faults.Order(new Fault("twitch", FaultKind.Reorder, 1));
        house.Say("alone");
        Assert.Equal("alone", TwitchSocket.Text(await socket.NextAsync()));

        house.Faults.Order(new Fault("twitch", FaultKind.Malformed, 1));
        var garbage = await socket.TextAsync();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.Nodes.JsonNode.Parse(garbage));
        Assert.All(house.Truth.Rows, r => Assert.Equal(Fate.Delivered, r.Class));
    }
}
