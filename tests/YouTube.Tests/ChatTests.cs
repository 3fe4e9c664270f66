using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Following;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>Writing in the chat, against real sockets.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Hello = new() { Text = "hello 你好" };

    private ScriptedApi _api = null!;
    private YouTubeAdapter _adapter = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ScriptedApi.StartAsync();
        _adapter = new YouTubeAdapter(_api.Settings, new LiveChats());
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_line_is_written_in_the_chat_that_is_live_and_its_id_told()
    {
        _api.Answer = static call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (200, """{"id":"LCC.1"}""");

        Assert.Equal("LCC.1", (await SendAsync()).Id);
        Assert.Equal("LCC.1", (await SendAsync()).Id);

        // The chat is looked for once; after that it is known.
        Assert.Equal(["GET", "POST", "POST"], _api.Calls.Select(static c => c.Verb));
        var call = _api.Calls.Last();
        Assert.Equal("/youtube/v3/liveChat/messages?part=snippet", call.Path);
        var snippet = JsonNode.Parse(call.Body)!["snippet"]!;
        Assert.Equal(
            ("chat-1", "textMessageEvent", "hello 你好"),
            ((string)snippet["liveChatId"]!, (string)snippet["type"]!, (string)snippet["textMessageDetails"]!["messageText"]!)
        );
    }

    [Fact]
    public async Task A_lost_answer_is_an_unknown_outcome_and_nothing_is_sent_twice()
    {
        _api.Answer = static call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (200, null);

        Assert.Equal(FailureKind.OutcomeUnknown, (await FailureAsync(SendAsync)).Kind);
        Assert.Single(_api.Calls, static c => c.Verb == "POST");
    }

    [Theory]
    [InlineData(500, "backendError", FailureKind.OutcomeUnknown, "backendError")]
    [InlineData(503, "backendError", FailureKind.OutcomeUnknown, "backendError")]
    [InlineData(403, "forbidden", FailureKind.Refused, "forbidden")]
    [InlineData(400, "messageTextInvalid", FailureKind.Refused, "messageTextInvalid")]
    [InlineData(429, "rateLimitExceeded", FailureKind.RateLimited, "rateLimitExceeded")]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited, "quotaExceeded")]
    public async Task A_refusal_keeps_the_platforms_word(int status, string word, FailureKind kind, string? reason)
    {
        _api.Answer = call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (status, ScriptedApi.Error(word));

        var failure = await FailureAsync(SendAsync);

        Assert.Equal((kind, reason), (failure.Kind, failure.Reason));
        Assert.Single(_api.Calls, static c => c.Verb == "POST");
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        _api.Answer = static call => call.Verb == "GET" ? (200, ScriptedApi.Active) : (403, ScriptedApi.Error("insufficientPermissions"));

        var failure = await FailureAsync(SendAsync);

        Assert.Equal(FailureKind.SignInRequired, failure.Kind);
        Assert.Contains("the scope youtube", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_live_chat_nothing_is_written()
    {
        _api.Answer = static _ => (200, """{"items":[]}""");

        var failure = await FailureAsync(SendAsync);

        Assert.Equal((FailureKind.Refused, "liveChatNotFound"), (failure.Kind, failure.Reason));
        Assert.DoesNotContain(_api.Calls, static c => c.Verb == "POST");
    }

    [Fact]
    public async Task When_the_known_chat_is_over_the_next_one_is_looked_for()
    {
        var chats = new LiveChats();
        chats.Set(FakeYouTube.ChannelId, "old");
        _adapter = new YouTubeAdapter(_api.Settings, chats);
        _api.Answer = static call =>
            call.Verb == "GET" ? (200, ScriptedApi.Active)
            : call.Body.Contains("old", StringComparison.Ordinal) ? (403, ScriptedApi.Error("liveChatEnded"))
            : (200, """{"id":"LCC.2"}""");

        Assert.Equal("LCC.2", (await SendAsync()).Id);
        Assert.Equal("chat-1", chats.Find(FakeYouTube.ChannelId));
    }

    [Fact]
    public async Task A_message_is_taken_out_and_one_that_is_gone_counts_as_done()
    {
        _api.Answer = static call =>
            call.Path.EndsWith("id=LCC.1", StringComparison.Ordinal) ? (204, "") : (404, ScriptedApi.Error("notFound"));

        await _adapter.RemoveMessageAsync("LCC.1", _api, TestContext.Current.CancellationToken);
        await _adapter.RemoveMessageAsync("LCC.gone", _api, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("DELETE", "/youtube/v3/liveChat/messages?id=LCC.1"), ("DELETE", "/youtube/v3/liveChat/messages?id=LCC.gone")],
            _api.Calls.Select(static c => (c.Verb, c.Path))
        );
    }

    [Fact]
    public async Task A_ban_has_an_id_and_is_lifted_by_it_alone()
    {
        _api.Answer = static call =>
            call.Verb == "GET" ? (200, ScriptedApi.Active)
            : call.Verb == "POST" ? (200, """{"id":"ban-1"}""")
            : (204, "");
        var order = new BanOrder { Person = "youtube:UCx", Duration = TimeSpan.FromSeconds(60) };

        var ban = await _adapter.BanAsync(order, _api, TestContext.Current.CancellationToken);
        await _adapter.UnbanAsync(new() { Person = "youtube:UCx", Handle = ban.Handle }, _api, TestContext.Current.CancellationToken);

        var snippet = JsonNode.Parse(_api.Calls.Single(static c => c.Verb == "POST").Body)!["snippet"]!;
        Assert.Equal(
            ("chat-1", "temporary", 60L, "UCx"),
            (
                (string)snippet["liveChatId"]!,
                (string)snippet["type"]!,
                (long)snippet["banDurationSeconds"]!,
                (string)snippet["bannedUserDetails"]!["channelId"]!
            )
        );
        Assert.Equal("/youtube/v3/liveChat/bans?id=ban-1", _api.Calls.Last().Path);
        var unknown = await FailureAsync(() =>
            _adapter.UnbanAsync(new() { Person = "youtube:UCx" }, _api, TestContext.Current.CancellationToken)
        );
        Assert.Equal(FailureKind.Refused, unknown.Kind);
    }

    private Task<SentMessage> SendAsync() => _adapter.SendAsync(Hello, _api, TestContext.Current.CancellationToken);

    private static Task<AdapterException> FailureAsync(Func<Task> act) => Assert.ThrowsAsync<AdapterException>(act);
}
