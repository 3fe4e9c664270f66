using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>A poll in the chat, started and closed over the API.</summary>
public sealed class ChatPollTests : IAsyncLifetime
{
    private const string Path = "/youtube/v3/liveChat/messages";
    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task It_is_pinned_counted_and_closed_under_one_id()
    {
        var before = _youtube.Stage.Quota.Used;
        var (status, made) = await InsertAsync("Tea?", "Yes", "No");
        Assert.True(status == 200, made.ToJsonString());
        Assert.Equal(20, _youtube.Stage.Quota.Used - before);
        var id = (string)made["id"]!;
        Assert.Equal("active", (string?)made["snippet"]!["pollDetails"]!["status"]);

        _youtube.Perform(n => new VoteEvent(n, TimeSpan.Zero, 1, 4));
        var page = (await _youtube.ChatPageAsync()).Body;
        Assert.Equal(id, (string?)page["activePollItem"]!["id"]);
        Assert.Equal("4", (string?)page["activePollItem"]!["snippet"]!["pollDetails"]!["metadata"]!["options"]![1]!["tally"]);

        var (closed, answer) = await CloseAsync(id);
        Assert.Equal((200, "closed"), (closed, (string?)answer["snippet"]!["pollDetails"]!["status"]));
        page = (await _youtube.ChatPageAsync()).Body;
        Assert.Null(page["activePollItem"]);
        Assert.All(page["items"]!.AsArray(), i => Assert.Equal(id, (string?)i!["id"]));
        // One row for all of its states, as one message is sent again and again.
        Assert.Equal(4, Assert.Single(_youtube.Truth.Rows).Tally!.Votes);
    }

    [Fact]
    public async Task What_the_reference_refuses_is_refused_with_its_reason()
    {
        Assert.Equal((400, "required"), Reason(await InsertAsync(" ", "Yes", "No")));
        Assert.Equal((400, "invalidParameter"), Reason(await InsertAsync("Tea?", "Yes")));
        Assert.Equal((400, "invalidParameter"), Reason(await InsertAsync("Tea?", "1", "2", "3", "4", "5")));
        Assert.Equal((400, "invalidParameter"), Reason(await InsertAsync("Tea?", "1", "")));
        var id = (string)(await InsertAsync("Tea?", "Yes", "No")).Body["id"]!;
        Assert.Equal((400, "preconditionCheckFailed"), Reason(await InsertAsync("Again?", "Yes", "No")));
        Assert.Equal((400, "required"), Reason(await PostAsync($"{Path}/transition?status=closed", null)));
        Assert.Equal((400, "required"), Reason(await PostAsync($"{Path}/transition?id={id}", null)));
        Assert.Equal((400, "invalidParameter"), Reason(await PostAsync($"{Path}/transition?id={id}&status=active", null)));
        Assert.Equal((404, "notFound"), Reason(await CloseAsync("nope")));
        await CloseAsync(id);
        Assert.Equal((403, "modificationNotAllowed"), Reason(await CloseAsync(id)));
        _youtube.Chat("hello");
        var text = (string)(await _youtube.ChatPageAsync()).Body["items"]!.AsArray()[^1]!["id"]!;
        Assert.Equal((403, "modificationNotAllowed"), Reason(await CloseAsync(text)));
    }

    [Fact]
    public async Task While_the_shows_own_poll_is_open_there_is_no_other()
    {
        _youtube.Perform(n => new PollEvent(n, TimeSpan.Zero, 1, 0, Last: false, "Scripted?", ["a", "b"], [0, 0]));
        Assert.Equal((400, "preconditionCheckFailed"), Reason(await InsertAsync("Tea?", "Yes", "No")));
        _youtube.Perform(n => new PollEvent(n, TimeSpan.Zero, 1, 1, Last: true, "Scripted?", ["a", "b"], [1, 0]));

        Assert.Equal(200, (await InsertAsync("Tea?", "Yes", "No")).Status);
    }

    [Fact]
    public async Task Who_speaks_while_it_is_open_votes_once()
    {
        await InsertAsync("Tea?", "Yes", "No");

        _youtube.Chat("now", "and again");

        Assert.Equal(1, _youtube.Truth.Rows.Single(static r => r.Kind == "poll").Tally!.Votes);
    }

    [Fact]
    public async Task Lost_answers_leave_the_poll_open_and_then_closed()
    {
        _youtube.Order(FaultKind.LoseEachAnswer);
        await Assert.ThrowsAsync<HttpRequestException>(() => InsertAsync("Tea?", "Yes", "No"));
        var id = (string)(await _youtube.ChatPageAsync()).Body["activePollItem"]!["id"]!;

        await Assert.ThrowsAsync<HttpRequestException>(() => CloseAsync(id));

        Assert.Null((await _youtube.ChatPageAsync()).Body["activePollItem"]);
    }

    private Task<(int Status, JsonNode Body)> InsertAsync(string question, params string[] options) =>
        PostAsync(
            $"{Path}?part=snippet",
            new()
            {
                ["snippet"] = new JsonObject
                {
                    ["liveChatId"] = _youtube.ChatId,
                    ["type"] = "pollEvent",
                    ["pollDetails"] = new JsonObject
                    {
                        ["metadata"] = new JsonObject
                        {
                            ["questionText"] = question,
                            ["options"] = new JsonArray([.. options.Select(static o => new JsonObject { ["optionText"] = o })]),
                        },
                    },
                },
            }
        );

    private Task<(int Status, JsonNode Body)> CloseAsync(string id) => PostAsync($"{Path}/transition?id={id}&status=closed", null);

    private async Task<(int Status, JsonNode Body)> PostAsync(string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _youtube.Token);
        // Without any content the client itself would send it again when the answer is lost.
        request.Content = body is null ? new ByteArrayContent([]) : JsonContent.Create(body);
        using var response = await _youtube.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    private static (int, string) Reason((int Status, JsonNode Body) answer) =>
        (answer.Status, (string)answer.Body["error"]!["errors"]![0]!["reason"]!);
}
