using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Emulators.Tests.Twitch;

/// <summary>/helix/polls, and what EventSub tells of it.</summary>
public sealed class TwitchPollTests
{
    private const string Path = "/helix/polls";

    [Fact]
    public async Task A_poll_is_told_from_its_beginning_to_its_end()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.poll.begin", "channel.poll.progress", "channel.poll.end");

        var (status, created) = await house.SendAsync(HttpMethod.Post, Path, Body(house));
        Assert.Equal(200, status);
        var poll = Assert.Single(created["data"]!.AsArray())!;
        Assert.Equal(("ACTIVE", 60, null), ((string?)poll["status"], (int)poll["duration"]!, (string?)poll["ended_at"]));
        var begin = await EventAsync(socket, "channel.poll.begin");
        Assert.Equal(((string?)poll["id"], "Tea?"), ((string?)begin["id"], (string?)begin["title"]));
        Assert.Null(begin["choices"]![0]!["votes"]);

        house.Stage.Perform(new VoteEvent(house.Next(), TimeSpan.Zero, 1, 3));
        Assert.Equal(3, (int)(await EventAsync(socket, "channel.poll.progress"))["choices"]![1]!["votes"]!);

        var (ended, answer) = await house.SendAsync(HttpMethod.Patch, Path, End(house, (string)poll["id"]!));
        Assert.Equal((200, "TERMINATED"), (ended, (string?)answer["data"]![0]!["status"]));
        Assert.Equal("terminated", (string?)(await EventAsync(socket, "channel.poll.end"))["status"]);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Patch, Path, End(house, (string)poll["id"]!))).Status);

        var listed = (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}")).Body["data"]!.AsArray();
        Assert.Equal(((string?)poll["id"], 3), ((string?)Assert.Single(listed)!["id"], (int)listed[0]!["choices"]![1]!["votes"]!));
        // Three states of one poll, whose votes are totals.
        Assert.Equal([0L, 3L, 3L], house.Truth.Rows.Select(static r => r.Tally!.Votes));
    }

    [Theory]
    [InlineData("title", "null", "Missing required parameter \"title\"")]
    [InlineData("title", "\"0123456789012345678901234567890123456789012345678901234567890\"", "The poll's title is too long.")]
    [InlineData("choices", "[{\"title\":\"a\"}]", "The number of choices in the poll may not be less than 2 or greater that 5.")]
    [InlineData(
        "choices",
        "[{\"title\":\"a\"},{\"title\":\"b\"},{\"title\":\"c\"},{\"title\":\"d\"},{\"title\":\"e\"},{\"title\":\"f\"}]",
        "The number of choices in the poll may not be less than 2 or greater that 5."
    )]
    [InlineData("choices", "[{\"title\":\"a\"},{\"title\":\"01234567890123456789012345\"}]", "The choice's title is too long.")]
    [InlineData("duration", "14", "The value in duration is outside the allowed range of values.")]
    [InlineData("duration", "1801", "The value in duration is outside the allowed range of values.")]
    public async Task What_the_documents_refuse_is_refused(string field, string value, string message)
    {
        await using var house = await TwitchHouse.OpenAsync();
        var body = Body(house);
        body[field] = JsonNode.Parse(value);

        var (status, answer) = await house.SendAsync(HttpMethod.Post, Path, body);

        Assert.Equal((400, message), (status, (string?)answer["message"]));
    }

    [Fact]
    public async Task There_is_one_at_a_time_whoever_started_it()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Stage.Perform(Scripted(house, poll: 1, step: 0, last: false));
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Path, Body(house))).Status);
        house.Stage.Perform(Scripted(house, poll: 1, step: 1, last: true));
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Post, Path, Body(house))).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Path, Body(house))).Status);

        // The script's next does not take place.
        var rows = house.Truth.Rows.Count;
        house.Stage.Perform(Scripted(house, poll: 2, step: 0, last: false));
        Assert.Equal(rows, house.Truth.Rows.Count);
    }

    [Fact]
    public async Task It_ends_by_itself_when_its_time_is_over_and_the_next_by_its_own()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Unhurried, clock);
        await using var socket = await house.ListenAsync("channel.poll.end");
        var first = (await house.SendAsync(HttpMethod.Post, Path, Body(house))).Body["data"]![0]!;
        clock.Advance(TimeSpan.FromSeconds(50));
        await house.SendAsync(HttpMethod.Patch, Path, End(house, (string)first["id"]!));
        Assert.Equal("terminated", (string?)(await EventAsync(socket, "channel.poll.end"))["status"]);
        var second = (await house.SendAsync(HttpMethod.Post, Path, Body(house))).Body["data"]![0]!;

        clock.Advance(TimeSpan.FromSeconds(60));

        var end = await EventAsync(socket, "channel.poll.end");
        Assert.Equal(((string?)second["id"], "completed"), ((string?)end["id"], (string?)end["status"]));
    }

    [Fact]
    public async Task Who_speaks_while_it_runs_votes_once()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Say("before");
        await house.SendAsync(HttpMethod.Post, Path, Body(house));

        house.Say("now");
        house.Say("and again");

        Assert.Equal(1, house.Truth.Rows.Max(static r => r.Tally?.Votes));
        Assert.Equal(3, house.Truth.Rows.Count(static r => r.Kind == "chat_message"));
    }

    [Fact]
    public async Task Whoever_may_not_is_told_why()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["channel:read:polls"] });
        var (status, answer) = await house.SendAsync(HttpMethod.Post, Path, Body(house));
        Assert.Equal((401, "Missing scope: channel:manage:polls"), (status, (string?)answer["message"]));
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}")).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Get, Path)).Status);
        Assert.Equal(404, (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}&id=nope")).Status);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_poll_running()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Faults.Order(new Fault("twitch", FaultKind.LoseEachAnswer));

        await Assert.ThrowsAsync<HttpRequestException>(() => house.SendAsync(HttpMethod.Post, Path, Body(house)));

        var listed = (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}")).Body["data"]!.AsArray();
        Assert.Equal("ACTIVE", (string?)Assert.Single(listed)!["status"]);
    }

    private static async Task<JsonNode> EventAsync(TwitchSocket socket, string type)
    {
        var frame = await socket.NextAsync();
        Assert.Equal(type, (string?)frame["metadata"]!["subscription_type"]);
        return frame["payload"]!["event"]!;
    }

    private static PollEvent Scripted(TwitchHouse house, int poll, int step, bool last) =>
        new(house.Next(), TimeSpan.Zero, poll, step, last, "Scripted?", ["a", "b"], [0, 0]);

    private static JsonObject Body(TwitchHouse house) =>
        new()
        {
            ["broadcaster_id"] = house.Options.UserId,
            ["title"] = "Tea?",
            ["choices"] = new JsonArray(new JsonObject { ["title"] = "Yes" }, new JsonObject { ["title"] = "No" }),
            ["duration"] = 60,
        };

    private static JsonObject End(TwitchHouse house, string id) =>
        new()
        {
            ["broadcaster_id"] = house.Options.UserId,
            ["id"] = id,
            ["status"] = "TERMINATED",
        };
}
