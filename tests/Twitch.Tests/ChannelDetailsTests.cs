using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Twitch.Tests;

/// <summary>What can be set on a channel, against a Helix that answers as the test says.</summary>
public sealed class ChannelDetailsTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Call, JsonNode? Body)> _asked = [];
    private readonly Dictionary<string, (int Code, string Body)> _answers = [];
    private readonly TwitchHttp _http = new();
    private WebApplication _app = null!;
    private TwitchAdapter _adapter = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Map("/helix/{**call}", AnswerAsync);
        await _app.StartAsync();
        _adapter = new(new TwitchSettings { ClientId = "client-1", HelixBaseUri = new Uri(new Uri(_app.Urls.First()), "/helix") }, _http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task What_is_given_is_sent_and_nothing_else()
    {
        _answers["PATCH channels"] = (204, "");
        await SetAsync(
            new()
            {
                Title = "开播",
                CategoryId = "509658",
                Language = "zh-Hans",
                Tags = ["liveCoding"],
            }
        );
        await SetAsync(new() { Tags = [] });
        await SetAsync(new() { Description = "has no place on Twitch" }, "an update of nothing");

        var (call, body) = _asked.First();
        Assert.Equal("PATCH channels?broadcaster_id=1001", call);
        Assert.Equal("""{"title":"开播","game_id":"509658","broadcaster_language":"zh","tags":["liveCoding"]}""", Plain(body));
        Assert.Equal("""{"tags":[]}""", Plain(_asked.ElementAt(1).Body));
    }

    [Fact]
    public async Task A_refusal_keeps_the_platforms_own_words()
    {
        _answers["PATCH channels"] = (400, """{"error":"Bad Request","status":400,"message":"The ID in game_id is not valid."}""");
        var failure = await Assert.ThrowsAsync<AdapterException>(() => SetAsync(new() { CategoryId = "1" }));
        Assert.Equal((FailureKind.Refused, "The ID in game_id is not valid."), (failure.Kind, failure.Reason));
    }

    [Fact]
    public async Task A_category_that_the_search_leaves_out_is_found_by_its_name()
    {
        _answers["GET search/categories"] = (200, """{"data":[{"id":"2","name":"Chess Ultra"},{"name":"none"}]}""");
        _answers["GET games"] = (200, """{"data":[{"id":"743","name":"Chess"}]}""");
        var found = await _adapter.SearchCategoriesAsync("Chess", new Context(), Token);
        Assert.Equal(["743", "2"], found.Select(static c => c.Id));
        Assert.Contains(_asked, static a => a.Call == "GET games?name=Chess");

        await _adapter.SearchCategoriesAsync("743", new Context(), Token);
        Assert.Contains(_asked, static a => a.Call == "GET games?id=743");
    }

    [Fact]
    public async Task Where_to_send_to_is_told_with_the_key()
    {
        _answers["GET streams/key"] = (200, """{"data":[{"stream_key":"live_1_secret"}]}""");
        var ingest = Assert.Single(await _adapter.ListIngestAsync(new Context(), Token));
        Assert.Equal(("rtmp://live.twitch.tv/app", "live_1_secret", null), (ingest.Server.OriginalString, ingest.Key, ingest.IsActive));
        Assert.DoesNotContain("secret", $"{ingest}", StringComparison.Ordinal);

        _answers["GET streams/key"] = (200, """{"data":[]}""");
        var failure = await Assert.ThrowsAsync<AdapterException>(() => _adapter.ListIngestAsync(new Context(), Token));
        Assert.Equal(FailureKind.ProtocolChanged, failure.Kind);
    }

    [Fact]
    public void The_scopes_for_it_are_asked_for_at_sign_in()
    {
        Assert.Contains("channel:manage:broadcast", _adapter.OAuth.Scopes);
        Assert.Contains("channel:read:stream_key", _adapter.OAuth.Scopes);
        Assert.Equal(_adapter.OAuth.Scopes.Order(StringComparer.Ordinal), _adapter.OAuth.Scopes);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("c#")]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    public void A_tag_that_Twitch_would_refuse_is_named(string tag) =>
        Assert.Equal(BroadcastFields.Tags, Assert.Single(_adapter.CheckDetails(new() { Tags = [tag] })).Field);

    [Fact]
    public void Limits_are_counted_in_characters()
    {
        Assert.Empty(_adapter.CheckDetails(new() { Title = string.Concat(Enumerable.Repeat("🌟", 140)), Tags = ["中文", "हिन्दी"] }));
        Assert.Single(_adapter.CheckDetails(new() { Title = new('x', 141) }));
        Assert.Single(_adapter.CheckDetails(new() { Title = " " }));
        Assert.Single(_adapter.CheckDetails(new() { Tags = [.. Enumerable.Range(0, 11).Select(static i => $"t{i}")] }));
        Assert.Single(_adapter.CheckDetails(new() { Language = "english" }));
        Assert.Single(_adapter.CheckDetails(new() { CategoryId = "Chess" }));
    }

    private async Task SetAsync(BroadcastDetails details, string? noCall = null)
    {
        var before = _asked.Count;
        await _adapter.SetDetailsAsync(null, details.Only(_adapter.DetailFields), new Context(), Token);
        Assert.True(noCall is null || _asked.Count == before, noCall);
    }

    private static string Plain(JsonNode? body) =>
        body!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private async Task AnswerAsync(HttpContext http)
    {
        using var text = new StreamReader(http.Request.Body);
        var body = await text.ReadToEndAsync();
        var name = $"{http.Request.Method} {(string)http.Request.RouteValues["call"]!}";
        _asked.Enqueue(($"{name}{http.Request.QueryString}", body.Length == 0 ? null : JsonNode.Parse(body)));
        var (code, answer) = _answers[name];
        http.Response.StatusCode = code;
        if (code != 204)
        {
            await http.Response.WriteAsync(answer);
        }
    }

    private sealed class Context : IChannelContext, ISecretStore, IAccessTokens
    {
        public ChannelIdentity Channel { get; } = new() { Id = "1001", DisplayName = "star" };

        public ISecretStore Secrets => this;

        public IAccessTokens Tokens => this;

        public TimeProvider Clock => TimeProvider.System;

        public ILogger Logger => NullLogger.Instance;

        public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) => new((string?)null);

        public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken) => default;

        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => new("token-1");

        public ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken) => new("token-2");
    }
}
