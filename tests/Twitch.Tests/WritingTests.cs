using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using Twitch.Tests.Server;

namespace Twitch.Tests;

/// <summary>Writing in the chat, against real sockets.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private const string Sent = """{"data":[{"message_id":"m-1","is_sent":true}]}""";

    private readonly TwitchHttp _http = new();
    private ScriptedHelix _helix = null!;
    private TwitchAdapter _adapter = null!;

    public async ValueTask InitializeAsync()
    {
        _helix = await ScriptedHelix.StartAsync();
        _adapter = new TwitchAdapter(_helix.Settings, _http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _helix.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("parent-1")]
    public async Task A_line_is_written_as_the_channel_and_its_id_told(string? replyTo)
    {
        _helix.Answer = static _ => (200, Sent);

        Assert.Equal("m-1", (await SendAsync(replyTo)).Id);

        var call = Assert.Single(_helix.Calls);
        Assert.Equal(("POST", "/helix/chat/messages"), (call.Verb, call.Path));
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(
            (TwitchServer.UserId, TwitchServer.UserId, "hello 你好", replyTo),
            (
                (string)body["broadcaster_id"]!,
                (string)body["sender_id"]!,
                (string)body["message"]!,
                (string?)body["reply_parent_message_id"]
            )
        );
    }

    [Fact]
    public async Task Where_there_is_a_bot_it_writes_with_its_own_token_and_the_broadcaster_moderates()
    {
        IAccessTokens tokens = new TestConnection();
        await tokens.RefreshAsync(await tokens.GetAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        _helix.Bot = new()
        {
            Id = "9",
            Name = "bot",
            Tokens = tokens,
        };
        _helix.Answer = static call => call.Verb == "POST" ? (200, Sent) : (204, "");

        await SendAsync();
        await _adapter.RemoveMessageAsync("m-0", _helix, TestContext.Current.CancellationToken);

        Assert.Equal(2, _helix.Calls.Count);
        var body = JsonNode.Parse(_helix.Calls.First().Body)!;
        Assert.Equal((TwitchServer.UserId, "9"), ((string)body["broadcaster_id"]!, (string)body["sender_id"]!));
        var own = await _helix.Tokens.GetAsync(TestContext.Current.CancellationToken);
        var bots = await tokens.GetAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(own, bots);
        Assert.Equal(["Bearer " + bots, "Bearer " + own], _helix.Calls.Select(static c => c.Authorization));
        Assert.Contains($"moderator_id={TwitchServer.UserId}", _helix.Calls.Last().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_with_is_sent_false_is_a_refusal()
    {
        _helix.Answer = static _ =>
            (200, """{"data":[{"message_id":"","is_sent":false,"drop_reason":{"code":"msg_rejected","message":"Held by AutoMod."}}]}""");

        var failure = await FailureAsync(() => SendAsync());

        Assert.Equal((FailureKind.Refused, "msg_rejected"), (failure.Kind, failure.Reason));
        Assert.Contains("Held by AutoMod", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, null, FailureKind.OutcomeUnknown)]
    [InlineData(200, "<html>", FailureKind.OutcomeUnknown)]
    [InlineData(500, "", FailureKind.OutcomeUnknown)]
    [InlineData(503, "", FailureKind.Transient)]
    [InlineData(403, "", FailureKind.Refused)]
    [InlineData(422, "", FailureKind.Refused)]
    [InlineData(429, "", FailureKind.RateLimited)]
    public async Task What_is_not_confirmed_is_told_for_what_it_is_and_never_sent_twice(int status, string? body, FailureKind kind)
    {
        _helix.Answer = _ => (status, body);

        Assert.Equal(kind, (await FailureAsync(() => SendAsync())).Kind);
        Assert.Single(_helix.Calls);
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_no_token_spent_on_it()
    {
        _helix.Answer = static _ => (401, ScriptedHelix.Error(401, "Missing scope: user:write:chat"));

        var failure = await FailureAsync(() => SendAsync());

        Assert.Equal((FailureKind.SignInRequired, "user:write:chat"), (failure.Kind, failure.Reason));
        Assert.Empty(_helix.Connection.Rejected);
        Assert.Single(_helix.Calls);
    }

    [Fact]
    public async Task An_announcement_names_who_moderates_and_has_no_id()
    {
        _helix.Answer = static _ => (204, "");

        Assert.Null((await _adapter.AnnounceAsync(new() { Text = "raffle" }, _helix, TestContext.Current.CancellationToken)).Id);

        var call = Assert.Single(_helix.Calls);
        Assert.Equal(
            ("POST", $"/helix/chat/announcements?broadcaster_id={TwitchServer.UserId}&moderator_id={TwitchServer.UserId}"),
            (call.Verb, call.Path)
        );
        Assert.Equal("raffle", (string)JsonNode.Parse(call.Body)!["message"]!);
    }

    [Fact]
    public async Task Taking_a_message_out_is_asked_once_even_if_the_connection_ends_without_an_answer()
    {
        // A request without content would be sent again by the client itself, over a connection that was used before.
        _helix.Answer = static _ => (200, Sent);
        await SendAsync();
        _helix.Answer = static _ => (204, null);

        var failure = await FailureAsync(() => _adapter.RemoveMessageAsync("m-1", _helix, TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Single(_helix.Calls, static c => c.Verb == "DELETE");
    }

    [Theory]
    [InlineData(404, "", FailureKind.NotFound)]
    [InlineData(400, "You may not delete the broadcaster's messages.", FailureKind.Refused)]
    public async Task A_message_that_cannot_be_taken_out_is_told(int status, string message, FailureKind kind)
    {
        _helix.Answer = _ => (status, ScriptedHelix.Error(status, message));

        Assert.Equal(
            kind,
            (await FailureAsync(() => _adapter.RemoveMessageAsync("m-1", _helix, TestContext.Current.CancellationToken))).Kind
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(600, 600L)]
    public async Task A_ban_is_for_good_or_for_whole_seconds(int? seconds, long? told)
    {
        _helix.Answer = static _ => (200, """{"data":[{}]}""");
        var order = new BanOrder
        {
            Person = "twitch:77",
            Duration = seconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Reason = "spam",
        };

        Assert.Null((await _adapter.BanAsync(order, _helix, TestContext.Current.CancellationToken)).Handle);

        var data = JsonNode.Parse(Assert.Single(_helix.Calls).Body)!["data"]!;
        Assert.Equal(("77", told, "spam"), ((string)data["user_id"]!, (long?)data["duration"], (string)data["reason"]!));
    }

    [Fact]
    public async Task Who_is_banned_already_or_no_longer_counts_as_done()
    {
        _helix.Answer = static call =>
            (400, ScriptedHelix.Error(400, call.Verb == "POST" ? "The user is already banned." : "The user is not banned."));

        await _adapter.BanAsync(new() { Person = "twitch:77" }, _helix, TestContext.Current.CancellationToken);
        await _adapter.UnbanAsync(new() { Person = "twitch:77" }, _helix, TestContext.Current.CancellationToken);

        Assert.EndsWith("&user_id=77", _helix.Calls.Last().Path, StringComparison.Ordinal);
    }

    private Task<SentMessage> SendAsync(string? replyTo = null) =>
        _adapter.SendAsync(new() { Text = "hello 你好", ReplyTo = replyTo }, _helix, TestContext.Current.CancellationToken);

    private static Task<AdapterException> FailureAsync(Func<Task> act) => Assert.ThrowsAsync<AdapterException>(act);
}
