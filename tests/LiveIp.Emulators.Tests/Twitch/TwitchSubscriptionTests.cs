using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchSubscriptionTests
{
    [Fact]
    public async Task A_subscription_is_accepted_listed_filtered_and_deleted()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        var (status, body) = await house.SubscribeAsync(socket.SessionId, "channel.follow@2");
        Assert.Equal(202, status);
        var created = body["data"]![0]!;
        Assert.Equal("enabled", created["status"]!.GetValue<string>());
        Assert.Equal(socket.SessionId, created["transport"]!["session_id"]!.GetValue<string>());
        Assert.Equal(
            (2, 0, 10),
            (body["total"]!.GetValue<int>(), body["total_cost"]!.GetValue<int>(), body["max_total_cost"]!.GetValue<int>())
        );

        const string Path = "/helix/eventsub/subscriptions";
        Assert.Single((await house.SendAsync(HttpMethod.Get, Path + "?type=channel.follow")).Body["data"]!.AsArray());
        Assert.Empty((await house.SendAsync(HttpMethod.Get, Path + "?status=websocket_disconnected")).Body["data"]!.AsArray());
        var id = created["id"]!.GetValue<string>();
        Assert.Equal(204, (await house.SendAsync(HttpMethod.Delete, $"{Path}?id={id}")).Status);
        Assert.Equal(404, (await house.SendAsync(HttpMethod.Delete, $"{Path}?id={id}")).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Delete, Path)).Status);
    }

    [Theory]
    [InlineData("channel.nothing", "1")]
    [InlineData("channel.follow", "1")]
    [InlineData("", "1")]
    public async Task An_unknown_type_or_version_is_refused(string type, string version)
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ConnectAsync();
        Assert.Equal(400, (await house.SubscribeAsync(socket.SessionId, $"{type}@{version}")).Status);
    }

    [Fact]
    public async Task The_condition_must_be_the_type_s()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ConnectAsync();
        var me = house.Options.UserId;
        JsonObject Of(params string[] fields) => new(fields.Select(f => KeyValuePair.Create(f, (JsonNode?)me)));
        var session = socket.SessionId;
        Assert.Equal(400, (await house.SubscribeAsync(session, "channel.chat.message", Of("broadcaster_user_id"))).Status);
        var both = Of("to_broadcaster_user_id", "from_broadcaster_user_id");
        Assert.Equal(400, (await house.SubscribeAsync(session, "channel.raid", both)).Status);
        Assert.Equal(202, (await house.SubscribeAsync(session, "channel.raid", Of("to_broadcaster_user_id"))).Status);
        var other = new JsonObject { ["broadcaster_user_id"] = "99" };
        Assert.Equal(403, (await house.SubscribeAsync(session, "channel.cheer", other)).Status);
    }

    [Fact]
    public async Task A_session_must_exist_and_be_connected()
    {
        await using var house = await TwitchHouse.OpenAsync();
        Assert.Equal(400, (await house.SubscribeAsync("nobody", "stream.online")).Status);
    }

    [Fact]
    public async Task A_missing_scope_is_forbidden_and_a_duplicate_conflicts()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["bits:read"] });
        await using var socket = await house.ListenAsync("channel.cheer");
        var (status, body) = await house.SubscribeAsync(socket.SessionId, "channel.ban");
        Assert.Equal((403, "subscription missing proper authorization"), (status, body["message"]!.GetValue<string>()));
        Assert.Equal(409, (await house.SubscribeAsync(socket.SessionId, "channel.cheer")).Status);
    }

    [Fact]
    public async Task Three_sessions_may_have_subscriptions_and_no_fourth()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var one = await house.ListenAsync("stream.online");
        await using var two = await house.ListenAsync("stream.online");
        await using var three = await house.ListenAsync("stream.online");
        await using var four = await house.ConnectAsync();
        var (status, body) = await house.SubscribeAsync(four.SessionId, "channel.cheer");
        Assert.Equal((429, "number of websocket transports limit exceeded"), (status, body["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Foreign_conditions_cost_and_the_cost_has_a_limit()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ConnectAsync();
        JsonObject Of(int user) => new() { ["broadcaster_user_id"] = $"{user}" };
        for (var user = 1; user <= 10; user++)
        {
            Assert.Equal(202, (await house.SubscribeAsync(socket.SessionId, "stream.online", Of(user))).Status);
        }

        Assert.Equal(429, (await house.SubscribeAsync(socket.SessionId, "stream.online", Of(11))).Status);
    }
}
