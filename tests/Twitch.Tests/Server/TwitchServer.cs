using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using LiveIp.Plugins.Twitch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Twitch.Tests.Server;

/// <summary>A small Twitch on loopback: Helix, the identity service and EventSub, as far as the adapter uses them.</summary>
internal sealed class TwitchServer : IAsyncDisposable
{
    public const string UserId = "1001";
    public const string Login = "star";

    private readonly WebApplication _app;
    private readonly Channel<ServerSession> _sessions = Channel.CreateUnbounded<ServerSession>();
    private int _ids;

    private TwitchServer(WebApplication app)
    {
        _app = app;
        app.UseWebSockets();
        app.MapGet("/oauth2/validate", (HttpContext http) => Validate(http));
        app.MapGet("/helix/streams", (HttpContext http) => Guard(http, () => Results.Text(StreamsJson, "application/json")));
        app.MapGet("/helix/channels/followers", (HttpContext http) => Guard(http, () => Results.Text(FollowersJson, "application/json")));
        app.MapGet("/helix/eventsub/subscriptions", (HttpContext http) => Guard(http, () => ListStale(http)));
        app.MapDelete("/helix/eventsub/subscriptions", (HttpContext http) => Guard(http, () => Delete(http)));
        app.MapPost(
            "/helix/eventsub/subscriptions",
            async (HttpContext http, JsonElement body) =>
            {
                await MayCreate;
                return Guard(http, () => Create(http, body));
            }
        );
        app.Map("/ws", (HttpContext http) => AcceptAsync(http, holdWelcome: false));
        app.Map("/moved", (HttpContext http) => AcceptAsync(http, holdWelcome: true));
    }

    public string ValidToken { get; set; } = "token-1";
    public HashSet<string> Scopes { get; } = [.. LiveIp.Plugins.Twitch.Api.Scopes.All];
    public string ValidateUserId { get; set; } = UserId;
    public string StreamsJson { get; set; } = """{"data":[],"pagination":{}}""";
    public string FollowersJson { get; set; } = """{"total":42,"data":[],"pagination":{}}""";

    /// <summary>Pages of ids of dead subscriptions; a cursor leads from each to the next.</summary>
    public List<List<string>> StalePages { get; } = [];
    public ConcurrentBag<string> Deleted { get; } = [];
    public ConcurrentBag<JsonElement> Created { get; } = [];

    /// <summary>Answers by subscription type, each used once, instead of 202.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Refusal>> Refusals { get; } = new();

    /// <summary>Subscriptions are answered when this is done.</summary>
    public Task MayCreate { get; set; } = Task.CompletedTask;
    public int Validations;
    public int StreamCalls;
    public int PollFailures;

    public static async Task<TwitchServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var server = new TwitchServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public Uri Address => new(_app.Urls.First());

    public TwitchSettings Settings() =>
        new()
        {
            ClientId = "client-1",
            HelixBaseUri = new Uri(Address, "/helix"),
            IdBaseUri = Address,
            EventSubUri = WebSocketUri("/ws"),
            StreamPollInterval = TimeSpan.FromSeconds(1),
        };

    public Uri WebSocketUri(string path) => new UriBuilder(new Uri(Address, path)) { Scheme = "ws" }.Uri;

    public Task<ServerSession> NextSessionAsync() => _sessions.Reader.ReadAsync().AsTask().WithDeadline();

    public void Refuse(string type, HttpStatusCode status, string message = "", string? remaining = null, string? reset = null) =>
        Refusals.GetOrAdd(type, _ => new ConcurrentQueue<Refusal>()).Enqueue(new Refusal(status, message, remaining, reset));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private IResult Validate(HttpContext http)
    {
        Interlocked.Increment(ref Validations);
        if (http.Request.Headers.Authorization != $"OAuth {ValidToken}")
        {
            return Results.Text("""{"status":401,"message":"invalid access token"}""", "application/json", null, 401);
        }

        var scopes = string.Join(',', Scopes.Select(static s => $"\"{s}\""));
        return Results.Text(
            $$"""{"client_id":"client-1","login":"{{Login}}","scopes":[{{scopes}}],"user_id":"{{ValidateUserId}}","expires_in":5000}""",
            "application/json"
        );
    }

    private IResult Guard(HttpContext http, Func<IResult> answer)
    {
        if (http.Request.Headers.Authorization != $"Bearer {ValidToken}" || http.Request.Headers["Client-Id"] != "client-1")
        {
            return Results.Text("""{"error":"Unauthorized","status":401,"message":"Invalid OAuth token"}""", "application/json", null, 401);
        }

        if (http.Request.Path.Value is "/helix/streams" or "/helix/channels/followers")
        {
            Interlocked.Increment(ref StreamCalls);
            if (Interlocked.Decrement(ref PollFailures) >= 0)
            {
                return Results.StatusCode(503);
            }
        }

        return answer();
    }

    private IResult ListStale(HttpContext http)
    {
        var page = int.Parse(http.Request.Query["after"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var ids = page < StalePages.Count ? StalePages[page] : [];
        var data = string.Join(',', ids.Select(static id => $$"""{"id":"{{id}}","status":"websocket_disconnected"}"""));
        var pagination = page + 1 < StalePages.Count ? $$"""{"cursor":"{{page + 1}}"}""" : "{}";
        return Results.Text($$"""{"total":1,"data":[{{data}}],"pagination":{{pagination}}}""", "application/json");
    }

    private IResult Delete(HttpContext http)
    {
        Deleted.Add(http.Request.Query["id"]!);
        return Results.StatusCode(204);
    }

    private IResult Create(HttpContext http, JsonElement body)
    {
        var type = body.GetProperty("type").GetString()!;
        if (Refusals.TryGetValue(type, out var refusals) && refusals.TryDequeue(out var refusal))
        {
            if (refusal.Remaining is not null)
            {
                http.Response.Headers["Ratelimit-Remaining"] = refusal.Remaining;
                http.Response.Headers["Ratelimit-Reset"] = refusal.Reset;
            }

            var json = JsonSerializer.Serialize(new { status = (int)refusal.Status, message = refusal.Message });
            return Results.Text(json, "application/json", null, (int)refusal.Status);
        }

        Created.Add(body.Clone());
        return Results.Text("""{"data":[],"total":1,"total_cost":0,"max_total_cost":10}""", "application/json", null, 202);
    }

    private async Task AcceptAsync(HttpContext http, bool holdWelcome)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var session = new ServerSession(socket, $"session-{Interlocked.Increment(ref _ids)}", http.Request.QueryString.Value ?? "");
        if (!holdWelcome)
        {
            await session.WelcomeAsync();
        }

        _sessions.Writer.TryWrite(session);
        await session.ListenAsync(http.RequestAborted);
    }
}

internal sealed record Refusal(HttpStatusCode Status, string Message, string? Remaining, string? Reset);
