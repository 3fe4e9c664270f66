using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Testing;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>
/// Bluesky as its documents and a real server's answers describe it: a server that signs in, and another one, on a port of its own,
/// that keeps the account's records. Strict: what the real one refuses is refused, with its words.
/// </summary>
internal sealed partial class BlueskyServer : ServerStandIn
{
    public const string Did = "did:plc:z72i7hdynmk6r22z27h6tvur";
    public const string Handle = "streamer.bsky.social";
    public const string Password = "abcd-efgh-ijkl-mnop";

    private readonly TimeProvider _clock;

    private BlueskyServer(TimeProvider clock)
        : base(ports: 4)
    {
        _clock = clock;
    }

    public Uri Entryway => Addresses[0];

    public Uri Pds => Addresses[1];

    /// <summary>Tells everyone what became of posts, without a sign-in.</summary>
    public Uri AppView => Addresses[2];

    /// <summary>Makes videos ready.</summary>
    public Uri Videos => Addresses[3];

    /// <summary>Seconds to wait that every write is answered with; null to take writes.</summary>
    public int? WriteLimit { get; set; }

    /// <summary>The server repeats the token in its words.</summary>
    public bool Gossips { get; set; }

    public static async Task<BlueskyServer> StartAsync(TimeProvider clock)
    {
        var server = new BlueskyServer(clock);
        await server.StartAsync();
        return server;
    }

    protected override Task AnswerAsync(HttpContext http)
    {
        var isPds = http.Connection.LocalPort == Pds.Port;
        var isAppView = http.Connection.LocalPort == AppView.Port;
        var isVideos = http.Connection.LocalPort == Videos.Port;
        return (http.Request.Method, http.Request.Path.Value) switch
        {
            ("POST", "/xrpc/com.atproto.server.createSession") => SignInAsync(http),
            ("POST", "/xrpc/com.atproto.server.refreshSession") => RefreshAsync(http),
            ("POST", "/xrpc/com.atproto.repo.putRecord") when isPds => PutAsync(http),
            ("POST", "/xrpc/com.atproto.repo.deleteRecord") when isPds => DeleteAsync(http),
            ("GET", "/xrpc/com.atproto.repo.getRecord") when isPds => GetAsync(http),
            ("GET", "/xrpc/app.bsky.feed.getPosts") when isAppView => PostsAsync(http),
            ("POST", "/xrpc/com.atproto.repo.uploadBlob") when isPds => UploadBlobAsync(http),
            ("GET", "/xrpc/com.atproto.server.getServiceAuth") when isPds && GivesPermits => PermitAsync(http),
            ("POST", "/xrpc/app.bsky.video.uploadVideo") when isVideos => UploadVideoAsync(http),
            ("GET", "/xrpc/app.bsky.video.getJobStatus") when isVideos => JobAsync(http),
            _ => ErrorAsync(http, 501, "MethodNotImplemented", "Method Not Implemented"),
        };
    }

    private void Limit(HttpContext http, int seconds)
    {
        var reset = _clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        http.Response.Headers["RateLimit-Limit"] = "30";
        http.Response.Headers["RateLimit-Remaining"] = "0";
        http.Response.Headers["RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["RateLimit-Policy"] = "30;w=300";
    }

    private static string Bearer(HttpContext http) =>
        (string?)http.Request.Headers.Authorization is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..]
            : "";

    private static async Task<JsonObject?> BodyAsync(HttpContext http)
    {
        var isJson = http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        return isJson ? JsonNode.Parse(body) as JsonObject : null;
    }

    private static Task ErrorAsync(HttpContext http, int status, string error, string message) =>
        JsonAsync(http, status, new JsonObject { ["error"] = error, ["message"] = message });
}
