using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using Twitch.Tests.Server;

namespace Twitch.Tests;

/// <summary>Polls of the channel, against real sockets.</summary>
public sealed class PollTests : IAsyncLifetime
{
    private const string Poll = """
        {"id":"p-1","title":"Tea?","choices":[{"id":"a","title":"Yes","votes":3},{"id":"b","title":"No","votes":0}],
         "status":"STATE","started_at":"2026-01-02T03:04:05.123456789Z"}
        """;

    private static readonly PollDraft Draft = new()
    {
        Question = "Tea?",
        Options = ["Yes", "No"],
        Duration = TimeSpan.FromSeconds(60),
    };

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

    [Fact]
    public async Task It_is_started_with_its_words_and_its_time()
    {
        _helix.Answer = static _ => (200, Data("ACTIVE"));

        var made = await StartAsync();

        Assert.Equal(("p-1", true, 3L), (made.Id, made.IsOpen, made.Options[0].Votes));
        var call = Assert.Single(_helix.Calls);
        Assert.Equal(("POST", "/helix/polls"), (call.Verb, call.Path));
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(
            (TwitchServer.UserId, "Tea?", "No", 60),
            ((string)body["broadcaster_id"]!, (string)body["title"]!, (string)body["choices"]![1]!["title"]!, (int)body["duration"]!)
        );
        Assert.Contains("channel:manage:polls", _adapter.OAuth.Scopes);
    }

    [Fact]
    public async Task A_lost_answer_and_one_without_an_id_are_unknown_outcomes()
    {
        _helix.Answer = static _ => (200, null);
        Assert.Equal(FailureKind.OutcomeUnknown, (await FailureAsync(StartAsync)).Kind);
        Assert.Single(_helix.Calls);

        _helix.Answer = static _ => (200, """{"data":[{}]}""");
        Assert.Equal(FailureKind.OutcomeUnknown, (await FailureAsync(StartAsync)).Kind);
    }

    [Fact]
    public async Task A_refusal_keeps_the_platforms_words()
    {
        _helix.Answer = static _ => (400, ScriptedHelix.Error(400, "The broadcaster already has a poll that's running."));

        var failure = await FailureAsync(StartAsync);

        Assert.Equal((FailureKind.Refused, "The broadcaster already has a poll that's running."), (failure.Kind, failure.Reason));
    }

    [Fact]
    public async Task The_channels_polls_are_listed()
    {
        _helix.Answer = static _ => (200, Data("COMPLETED"));

        var found = Assert.Single(await _adapter.FindPollsAsync(_helix, TestContext.Current.CancellationToken));

        Assert.Equal(("p-1", "Tea?", false), (found.Id, found.Question, found.IsOpen));
        Assert.Equal($"/helix/polls?broadcaster_id={TwitchServer.UserId}&first=20", Assert.Single(_helix.Calls).Path);
    }

    [Theory]
    [InlineData("COMPLETED", true)]
    [InlineData("ACTIVE", false)]
    public async Task A_refused_end_is_done_when_the_poll_is_over(string status, bool isDone)
    {
        _helix.Answer = call =>
            call.Verb == "GET"
                ? (200, Data(status))
                : (400, ScriptedHelix.Error(400, "The poll must be active to terminate or archive it."));

        var ending = EndAsync;

        if (isDone)
        {
            await ending();
        }
        else
        {
            Assert.Equal(FailureKind.Refused, (await FailureAsync(ending)).Kind);
        }

        Assert.Equal(["PATCH", "GET"], _helix.Calls.Select(static c => c.Verb));
    }

    private static string Data(string status) => $$"""{"data":[{{Poll.Replace("STATE", status, StringComparison.Ordinal)}}]}""";

    private Task<PlatformPoll> StartAsync() => _adapter.StartPollAsync(Draft, _helix, TestContext.Current.CancellationToken);

    private Task EndAsync() => _adapter.EndPollAsync("p-1", _helix, TestContext.Current.CancellationToken);

    private static Task<AdapterException> FailureAsync(Func<Task> act) => Assert.ThrowsAsync<AdapterException>(act);
}
