using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using Twitch.Tests.Server;

namespace Twitch.Tests;

/// <summary>Markers, clips and predictions, against real sockets.</summary>
public sealed class MomentTests : IAsyncLifetime
{
    private const string Prediction =
        """{"data":[{"id":"p-1","title":"Win?","outcomes":[{"id":"o-1","title":"Yes","users":3,"channel_points":700},{"id":"o-2","title":"No"}],"prediction_window":120,"status":"LOCKED","winning_outcome_id":null,"created_at":"2026-01-03T20:00:00Z"}]}""";

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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_marker_is_set_with_its_note_and_its_place_told()
    {
        _helix.Answer = static _ => (200, """{"data":[{"id":"m-1","position_seconds":244}]}""");

        var marker = await _adapter.SetMarkerAsync("boss 好", _helix, Token);

        Assert.Equal(("m-1", TimeSpan.FromSeconds(244)), (marker.Id, marker.Position));
        var call = Assert.Single(_helix.Calls);
        Assert.Equal(("POST", "/helix/streams/markers"), (call.Verb, call.Path));
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal((TwitchServer.UserId, "boss 好"), ((string)body["user_id"]!, (string)body["description"]!));
    }

    [Fact]
    public async Task A_clip_is_asked_for_found_and_told_from_those_of_others()
    {
        _helix.Answer = static call =>
            call.Verb == "POST"
                ? (202, """{"data":[{"id":"Clip-1","edit_url":"https://clips.twitch.tv/Clip-1/edit"}]}""")
                : (
                    200,
                    $$"""
                    {"data":[{"id":"Clip-1","url":"https://clips.twitch.tv/Clip-1","creator_id":"{{TwitchServer.UserId}}","title":"T"},
                             {"id":"Clip-2","url":"https://clips.twitch.tv/Clip-2","creator_id":"999","title":"T"}]}
                    """
                );

        var asked = await _adapter.RequestClipAsync(new() { Title = "a b", Length = TimeSpan.FromSeconds(12.5) }, _helix, Token);
        var found = await _adapter.FindClipAsync("Clip-1", _helix, Token);
        var own = await _adapter.ListOwnClipsAsync(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), _helix, Token);

        Assert.Equal(("Clip-1", "https://clips.twitch.tv/Clip-1/edit"), (asked.Id, asked.EditUri!.AbsoluteUri));
        Assert.Equal("https://clips.twitch.tv/Clip-1", found!.Uri.AbsoluteUri);
        Assert.Equal("Clip-1", Assert.Single(own).Id);
        Assert.EndsWith("&title=a%20b&duration=12.5", _helix.Calls.First().Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prediction_is_begun_listed_and_resolved()
    {
        _helix.Answer = static _ => (200, Prediction);
        var draft = new PredictionDraft
        {
            Title = "Win?",
            Outcomes = ["Yes", "No"],
            Window = TimeSpan.FromMinutes(2),
        };

        var made = await _adapter.CreatePredictionAsync(draft, _helix, Token);
        var listed = await _adapter.ListPredictionsAsync(_helix, Token);
        var change = new PredictionChange
        {
            Id = "p-1",
            To = PredictionState.Resolved,
            WinningOutcome = "o-2",
        };
        await _adapter.ChangePredictionAsync(change, _helix, Token);

        Assert.Equal(("p-1", PredictionState.Locked), (made.Id, made.State));
        Assert.Equal((3, 700), (made.Outcomes[0].People, made.Outcomes[0].Points));
        Assert.Equal(TimeSpan.FromMinutes(2), made.LocksAt - made.CreatedAt);
        Assert.Equal("p-1", Assert.Single(listed).Id);
        Assert.Equal(["POST", "GET", "PATCH"], _helix.Calls.Select(static c => c.Verb));
        Assert.Equal(
            """{"broadcaster_id":"USER","title":"Win?","outcomes":[{"title":"Yes"},{"title":"No"}],"prediction_window":120}""".Replace(
                "USER",
                TwitchServer.UserId,
                StringComparison.Ordinal
            ),
            _helix.Calls.First().Body
        );
        Assert.Equal(
            """{"broadcaster_id":"USER","id":"p-1","status":"RESOLVED","winning_outcome_id":"o-2"}""".Replace(
                "USER",
                TwitchServer.UserId,
                StringComparison.Ordinal
            ),
            _helix.Calls.Last().Body
        );
    }

    [Theory]
    [InlineData(200, null, FailureKind.OutcomeUnknown)]
    [InlineData(200, "{}", FailureKind.OutcomeUnknown)]
    [InlineData(500, "", FailureKind.OutcomeUnknown)]
    [InlineData(503, "", FailureKind.Transient)]
    [InlineData(400, "", FailureKind.Refused)]
    [InlineData(403, "", FailureKind.Refused)]
    [InlineData(429, "", FailureKind.RateLimited)]
    public async Task What_is_not_confirmed_is_told_for_what_it_is_and_never_sent_twice(int status, string? body, FailureKind kind)
    {
        _helix.Answer = _ => (status, body);
        var draft = new PredictionDraft
        {
            Title = "x",
            Outcomes = ["a", "b"],
            Window = TimeSpan.FromMinutes(1),
        };
        Func<Task>[] acts =
        [
            () => _adapter.SetMarkerAsync("x", _helix, Token),
            () => _adapter.RequestClipAsync(new(), _helix, Token),
            () => _adapter.CreatePredictionAsync(draft, _helix, Token),
            () => _adapter.ChangePredictionAsync(new() { Id = "p", To = PredictionState.Cancelled }, _helix, Token),
        ];

        foreach (var act in acts)
        {
            Assert.Equal(kind, (await Assert.ThrowsAsync<AdapterException>(act)).Kind);
        }

        Assert.Equal(acts.Length, _helix.Calls.Count);
    }

    [Fact]
    public async Task Nothing_of_a_channel_that_is_offline_keeps_Twitchs_word()
    {
        _helix.Answer = static _ => (404, ScriptedHelix.Error(404, "The user specified is not live."));

        var marker = await Assert.ThrowsAsync<AdapterException>(() => _adapter.SetMarkerAsync("x", _helix, Token));
        var clip = await Assert.ThrowsAsync<AdapterException>(() => _adapter.RequestClipAsync(new(), _helix, Token));

        Assert.Equal((FailureKind.NotFound, FailureKind.Refused), (marker.Kind, clip.Kind));
        Assert.Equal("The user specified is not live.", marker.Reason);
        Assert.Equal("The user specified is not live.", clip.Reason);
    }
}
