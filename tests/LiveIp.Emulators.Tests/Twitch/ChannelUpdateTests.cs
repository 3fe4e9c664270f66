using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Twitch;

/// <summary>PATCH /channels, the categories and the stream key.</summary>
public sealed class ChannelUpdateTests
{
    [Fact]
    public async Task What_is_set_is_told_and_stands_against_the_script()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.update@2");
        var body = new JsonObject
        {
            ["title"] = "开播",
            ["game_id"] = "700001",
            ["tags"] = new JsonArray("Music", "中文"),
            ["broadcaster_language"] = "en",
        };
        Assert.Equal(204, await PatchAsync(house, body));

        var told = (await socket.NextAsync())["payload"]!["event"]!;
        Assert.Equal(("开播", "Music", "en"), ((string?)told["title"], (string?)told["category_name"], (string?)told["language"]));
        house.Stage.Perform(new BroadcastStartEvent(house.Next(), TimeSpan.Zero, "the script's title"));
        var stream = (await house.SendAsync(HttpMethod.Get, $"/helix/streams?user_id={house.Options.UserId}")).Body["data"]![0]!;
        Assert.Equal(("开播", "Music", 2), ((string?)stream["title"], (string?)stream["game_name"], stream["tags"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("{}", "The request must update at least one property.")]
    [InlineData("""{"title":""}""", "The title field may not contain an empty string.")]
    [InlineData("""{"game_id":"1"}""", "The ID in game_id is not valid.")]
    [InlineData("""{"tags":["a b"]}""", "A tag in the tags field contains special characters or spaces.")]
    [InlineData("""{"tags":[""]}""", "A tag in the tags field is empty.")]
    [InlineData("""{"tags":["abcdefghijklmnopqrstuvwxyz"]}""", "A tag in the tags field exceeds the maximum length allowed.")]
    [InlineData(
        """{"tags":["a","b","c","d","e","f","g","h","i","j","k"]}""",
        "The list in the tags field exceeds the maximum number of tags allowed."
    )]
    [InlineData("""{"delay":5}""", "To update the delay field, the broadcaster must have partner status.")]
    public async Task What_the_documents_refuse_is_refused(string body, string message)
    {
        await using var house = await TwitchHouse.OpenAsync();
        var (status, answer) = await house.SendAsync(HttpMethod.Patch, Path(house), JsonNode.Parse(body)!.AsObject());
        Assert.Equal((400, message), (status, (string?)answer["message"]));
    }

    [Fact]
    public async Task A_title_too_long_changes_nothing()
    {
        await using var house = await TwitchHouse.OpenAsync();
        Assert.Equal(400, await PatchAsync(house, new JsonObject { ["game_id"] = "700001", ["title"] = new string('x', 141) }));
        var channel = (await house.SendAsync(HttpMethod.Get, Path(house))).Body["data"]![0]!;
        Assert.Equal("509658", (string?)channel["game_id"]);
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_changed_and_no_key_is_told()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["user:read:chat"] });
        var (status, answer) = await house.SendAsync(HttpMethod.Patch, Path(house), new JsonObject { ["title"] = "x" });
        Assert.Equal((401, "Missing scope: channel:manage:broadcast"), (status, (string?)answer["message"]));
        Assert.Equal(401, (await house.SendAsync(HttpMethod.Get, $"/helix/streams/key?broadcaster_id={house.Options.UserId}")).Status);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_channel_changed()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Faults.Order(new Fault("twitch", FaultKind.LoseEachAnswer));
        var body = new JsonObject { ["title"] = "lost" };
        await Assert.ThrowsAsync<HttpRequestException>(() => PatchAsync(house, body));
        Assert.Equal("lost", (string?)(await house.SendAsync(HttpMethod.Get, Path(house))).Body["data"]![0]!["title"]);
        Assert.Equal(204, await PatchAsync(house, new JsonObject { ["title"] = "found" }));
    }

    [Fact]
    public async Task Categories_are_found_by_words_and_by_name()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var found = (await house.SendAsync(HttpMethod.Get, "/helix/search/categories?query=development%20SOFT")).Body["data"]!.AsArray();
        Assert.Equal("Software and Game Development", (string?)Assert.Single(found)!["name"]);
        var named = (await house.SendAsync(HttpMethod.Get, "/helix/games?name=Music&name=music&id=33214")).Body["data"]!.AsArray();
        Assert.Equal(["Fortnite", "Music"], named.Select(static g => (string)g!["name"]!).Order());
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Get, "/helix/games")).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Get, "/helix/search/categories")).Status);
    }

    [Fact]
    public async Task The_broadcaster_is_told_the_stream_key()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var (status, answer) = await house.SendAsync(HttpMethod.Get, $"/helix/streams/key?broadcaster_id={house.Options.UserId}");
        Assert.Equal((200, house.Options.StreamKey), (status, (string?)answer["data"]![0]!["stream_key"]));
    }

    private static string Path(TwitchHouse house) => $"/helix/channels?broadcaster_id={house.Options.UserId}";

    private static async Task<int> PatchAsync(TwitchHouse house, JsonObject body)
    {
        using var answer = await house.RawAsync(HttpMethod.Patch, Path(house), body);
        return (int)answer.StatusCode;
    }
}
