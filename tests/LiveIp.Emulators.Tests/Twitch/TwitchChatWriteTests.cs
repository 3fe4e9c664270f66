using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchChatWriteTests
{
    private const string Messages = "/helix/chat/messages";

    [Fact]
    public async Task A_message_comes_back_to_who_listens_under_the_same_id()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");

        var sent = await SendAsync(house, "hello");

        Assert.True(sent["is_sent"]!.GetValue<bool>());
        var told = (await socket.NextAsync())["payload"]!["event"]!;
        Assert.Equal(sent["message_id"]!.GetValue<string>(), told["message_id"]!.GetValue<string>());
        Assert.Equal(house.Options.UserId, told["chatter_user_id"]!.GetValue<string>());
        Assert.Equal("hello", told["message"]!["text"]!.GetValue<string>());
        // The channel's own words are no audience.
        Assert.Empty(Assert.Single(house.Truth.Rows).Counts);
    }

    [Fact]
    public async Task An_answer_names_what_it_answers()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Say("who are you?");
        var asked = (await socket.NextAsync())["payload"]!["event"]!["message_id"]!.GetValue<string>();

        await SendAsync(house, "a bot", asked);

        var reply = (await socket.NextAsync())["payload"]!["event"]!["reply"]!;
        Assert.Equal(
            (asked, "who are you?"),
            (reply["parent_message_id"]!.GetValue<string>(), reply["parent_message_body"]!.GetValue<string>())
        );
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Messages, Body(house, "x", "no-such-message"))).Status);
    }

    [Fact]
    public async Task Blocked_words_are_accepted_and_dropped()
    {
        await using var house = await TwitchHouse.OpenAsync();

        var dropped = await SendAsync(house, "a blockedterm here");

        Assert.False(dropped["is_sent"]!.GetValue<bool>());
        Assert.Equal("channel_settings", dropped["drop_reason"]!["code"]!.GetValue<string>());
        Assert.Empty(house.Truth.Rows);
    }

    [Fact]
    public async Task What_the_documents_refuse_is_refused()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var id = house.Options.UserId;

        Assert.Equal(
            200,
            (await house.SendAsync(HttpMethod.Post, Messages, Body(house, string.Concat(Enumerable.Repeat("😀", 500))))).Status
        );
        Assert.Equal(422, (await house.SendAsync(HttpMethod.Post, Messages, Body(house, new string('x', 501)))).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Messages, Body(house, " "))).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Messages, new() { ["message"] = "x" })).Status);
        Assert.Equal(
            401,
            (
                await house.SendAsync(
                    HttpMethod.Post,
                    Messages,
                    new()
                    {
                        ["broadcaster_id"] = id,
                        ["sender_id"] = "1",
                        ["message"] = "x",
                    }
                )
            ).Status
        );
        Assert.Equal(
            403,
            (
                await house.SendAsync(
                    HttpMethod.Post,
                    Messages,
                    new()
                    {
                        ["broadcaster_id"] = "1",
                        ["sender_id"] = id,
                        ["message"] = "x",
                    }
                )
            ).Status
        );
        Assert.Equal(
            200,
            (await house.SendAsync(HttpMethod.Post, $"{Messages}?broadcaster_id={id}&sender_id={id}", new() { ["message"] = "x" })).Status
        );
    }

    [Fact]
    public async Task Without_the_scope_its_name_is_told()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["user:read:chat"] });

        var (status, body) = await house.SendAsync(HttpMethod.Post, Messages, Body(house, "x"));

        Assert.Equal((401, "Missing scope: user:write:chat"), (status, body["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Announcements_come_as_notifications_one_in_two_seconds()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.notification");
        var path = $"/helix/chat/announcements?broadcaster_id={house.Options.UserId}&moderator_id={house.Options.UserId}";

        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, new() { ["message"] = "x", ["color"] = "red" })).Status);
        Assert.Equal(204, (await house.SendAsync(HttpMethod.Post, path, new() { ["message"] = "raffle", ["color"] = "purple" })).Status);
        Assert.Equal(429, (await house.SendAsync(HttpMethod.Post, path, new() { ["message"] = "again" })).Status);

        var told = (await socket.NextAsync())["payload"]!["event"]!;
        Assert.Equal(("announcement", "raffle"), (told["notice_type"]!.GetValue<string>(), told["message"]!["text"]!.GetValue<string>()));
        Assert.Equal("PURPLE", told["announcement"]!["color"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_is_taken_out_once_and_the_broadcasters_own_never()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message_delete");
        house.Say("spam");
        var spam = house.Truth.Rows.Single().Id;
        var own = (await SendAsync(house, "mine"))["message_id"]!.GetValue<string>();
        var path = $"/helix/moderation/chat?broadcaster_id={house.Options.UserId}&moderator_id={house.Options.UserId}&message_id=";

        Assert.Equal(204, (await house.SendAsync(HttpMethod.Delete, path + spam)).Status);
        Assert.Equal(404, (await house.SendAsync(HttpMethod.Delete, path + spam)).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Delete, path + own)).Status);
        Assert.Equal(spam, (await socket.NextAsync())["payload"]!["event"]!["message_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_message_in_the_chat()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.chat.message");
        house.Faults.Order(new Fault("twitch", FaultKind.LoseEachAnswer));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(house, "hello"));

        Assert.Equal("hello", TwitchSocket.Text(await socket.NextAsync()));
        Assert.True((await SendAsync(house, "again"))["is_sent"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Who_is_banned_is_not_heard_until_the_ban_is_lifted()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.ban", "channel.unban");
        house.Say("spam");
        var user = house.Truth.Rows.Single().Actor!.Split(':')[1];
        var path = $"/helix/moderation/bans?broadcaster_id={house.Options.UserId}&moderator_id={house.Options.UserId}";

        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, Ban(user, 1_209_601))).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, Ban(house.Options.UserId))).Status);
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Post, path, Ban(user, 60))).Status);
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Post, path, Ban(user))).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, Ban(user))).Status);
        house.Say("unheard");
        Assert.Equal(204, (await house.SendAsync(HttpMethod.Delete, $"{path}&user_id={user}")).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Delete, $"{path}&user_id={user}")).Status);

        Assert.Single(house.Truth.Rows, static r => r.Kind == "chat_message");
        var told = new List<JsonNode> { await socket.NextAsync(), await socket.NextAsync(), await socket.NextAsync() };
        Assert.Equal(
            ["channel.ban", "channel.ban", "channel.unban"],
            told.Select(static f => f["metadata"]!["subscription_type"]!.GetValue<string>())
        );
        Assert.Equal([false, true], told.Take(2).Select(static f => f["payload"]!["event"]!["is_permanent"]!.GetValue<bool>()));
    }

    private static JsonObject Ban(string user, long? seconds = null)
    {
        var data = new JsonObject { ["user_id"] = user };
        if (seconds is { } duration)
        {
            data["duration"] = duration;
        }

        return new JsonObject { ["data"] = data };
    }

    private static async Task<JsonNode> SendAsync(TwitchHouse house, string text, string? parent = null)
    {
        var (status, body) = await house.SendAsync(HttpMethod.Post, Messages, Body(house, text, parent));
        Assert.True(status == 200, body.ToJsonString());
        return body["data"]![0]!;
    }

    private static JsonObject Body(TwitchHouse house, string text, string? parent = null)
    {
        var body = new JsonObject
        {
            ["broadcaster_id"] = house.Options.UserId,
            ["sender_id"] = house.Options.UserId,
            ["message"] = text,
        };
        if (parent is not null)
        {
            body["reply_parent_message_id"] = parent;
        }

        return body;
    }
}
