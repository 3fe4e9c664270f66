using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Following;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>Polls in the chat, against real sockets.</summary>
public sealed class PollTests : IAsyncLifetime
{
    private static readonly PollDraft Draft = new()
    {
        Question = "Tea?",
        Options = ["Yes", "No"],
        Duration = TimeSpan.FromSeconds(60),
    };

    private ScriptedApi _api = null!;
    private YouTubeAdapter _adapter = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ScriptedApi.StartAsync();
        _adapter = new YouTubeAdapter(_api.Settings, new LiveChats());
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task It_is_pinned_in_the_chat_that_is_live()
    {
        _api.Answer = static call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (200, Item("active"));

        var made = await StartAsync();

        Assert.Equal(("LCC.p", true, 3L), (made.Id, made.IsOpen, made.Options[0].Votes));
        var call = _api.Calls.Last();
        Assert.Equal("/youtube/v3/liveChat/messages?part=snippet", call.Path);
        var snippet = JsonNode.Parse(call.Body)!["snippet"]!;
        Assert.Equal(("chat-1", "pollEvent"), ((string)snippet["liveChatId"]!, (string)snippet["type"]!));
        Assert.Equal(
            """{"metadata":{"questionText":"Tea?","options":[{"optionText":"Yes"},{"optionText":"No"}]}}""",
            snippet["pollDetails"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData(400, "preconditionCheckFailed", FailureKind.Refused)]
    [InlineData(403, "liveChatDisabled", FailureKind.Refused)]
    [InlineData(500, "backendError", FailureKind.OutcomeUnknown)]
    public async Task A_refusal_keeps_the_platforms_word(int status, string word, FailureKind kind)
    {
        _api.Answer = call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (status, ScriptedApi.Error(word));

        var failure = await Assert.ThrowsAsync<AdapterException>(StartAsync);

        Assert.Equal((kind, word), (failure.Kind, failure.Reason));
        Assert.Single(_api.Calls, static c => c.Verb == "POST");
    }

    [Fact]
    public async Task The_pinned_poll_is_found_and_each_in_its_last_state()
    {
        var pinned = Item("active").Replace("LCC.p", "LCC.q", StringComparison.Ordinal);
        var text = """{"id":"LCC.t","snippet":{"type":"textMessageEvent"}}""";
        var items = string.Join(',', text, Item("active"), Item("closed"), "\"nonsense\"", """{"id":7}""");
        var page = $$"""{"items":[{{items}}],"activePollItem":{{pinned}}}""";
        _api.Answer = call => (200, call.Path.Contains("liveBroadcasts", StringComparison.Ordinal) ? ScriptedApi.Active : page);

        var found = await _adapter.FindPollsAsync(_api, TestContext.Current.CancellationToken);

        Assert.Equal([("LCC.q", true), ("LCC.p", false)], found.Select(static p => (p.Id, p.IsOpen)));
        Assert.Equal(["Yes", "No"], found[0].Options.Select(static o => o.Label));
    }

    [Theory]
    [InlineData(404, "notFound", true)]
    [InlineData(403, "liveChatEnded", true)]
    [InlineData(403, "forbidden", false)]
    public async Task One_that_is_closed_or_gone_counts_as_ended(int status, string word, bool isDone)
    {
        _api.Answer = _ => (status, ScriptedApi.Error(word));

        var failure = await Record.ExceptionAsync(() => _adapter.EndPollAsync("LCC.p", _api, TestContext.Current.CancellationToken));

        Assert.Equal(isDone, failure is null);
        Assert.Equal("/youtube/v3/liveChat/messages/transition?id=LCC.p&status=closed", Assert.Single(_api.Calls).Path);
    }

    [Theory]
    [InlineData("closed", true)]
    [InlineData("active", false)]
    [InlineData(null, false)]
    public async Task One_that_may_not_be_changed_counts_as_ended_where_the_chat_says_that_it_is(string? status, bool isDone)
    {
        var items = status is null ? "" : Item(status);
        _api.Answer = call =>
            call.Verb == "POST" ? (403, ScriptedApi.Error("modificationNotAllowed"))
            : call.Path.Contains("liveBroadcasts", StringComparison.Ordinal) ? (200, ScriptedApi.Active)
            : (200, $$"""{"items":[{{items}}]}""");

        var failure = await Record.ExceptionAsync(() => _adapter.EndPollAsync("LCC.p", _api, TestContext.Current.CancellationToken));

        Assert.Equal(isDone ? null : "modificationNotAllowed", (failure as AdapterException)?.Reason);
        Assert.Single(_api.Calls, static c => c.Verb == "POST");
    }

    private static string Item(string status) =>
        """
            {"id":"LCC.p","snippet":{"type":"pollEvent","publishedAt":"2026-01-02T03:04:05+00:00","pollDetails":{"status":"STATE",
             "metadata":{"questionText":"Tea?","options":[{"optionText":"Yes","tally":"3"},{"optionText":"No"}]}}}}
            """.Replace("STATE", status, StringComparison.Ordinal);

    private Task<PlatformPoll> StartAsync() => _adapter.StartPollAsync(Draft, _api, TestContext.Current.CancellationToken);
}
