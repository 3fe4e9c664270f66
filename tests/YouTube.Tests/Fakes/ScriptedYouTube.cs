using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Following;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YouTube.Tests.Fakes;

/// <summary>A REST interface that answers as the test says, and keeps what it was asked.</summary>
internal sealed class ScriptedYouTube : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Func<(int Code, string Body)>> _answers = [];

    private ScriptedYouTube(WebApplication app) => _app = app;

    public YouTubeSettings Settings { get; } = new() { ClientId = "client" };

    public FakeConnection Channel { get; } = new(new FakeTokens());

    /// <summary>"POST liveBroadcasts/bind?id=b&amp;…", with what was sent.</summary>
    public ConcurrentQueue<(string Call, JsonNode? Body)> Asked { get; } = [];

    /// <summary>Credentials and kind of each upload, with what was sent.</summary>
    public ConcurrentQueue<(string Kind, byte[] Media)> Uploads { get; } = [];

    public YouTubeAdapter Adapter => new(Settings, new LiveChats());

    public static async Task<ScriptedYouTube> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var youTube = new ScriptedYouTube(app);
        app.Map("/youtube/v3/{**call}", youTube.AnswerAsync);
        app.Map("/upload/youtube/v3/{**call}", youTube.UploadAsync);
        await app.StartAsync();
        youTube.Settings.RestBaseUri = new Uri(app.Urls.First());
        return youTube;
    }

    /// <summary>What a call answers from now on; code 0 breaks the connection.</summary>
    /// <param name="call">"GET liveBroadcasts"</param>
    public void On(string call, string body, int code = 200) => _answers[call] = () => (code, body);

    public void Refuse(string call, int code, string reason) =>
        On(call, $$$"""{"error":{"code":{{{code}}},"errors":[{"reason":"{{{reason}}}","domain":"youtube.liveBroadcast"}]}}""", code);

    /// <summary>The calls that were made, without what was sent.</summary>
    public string[] Calls => [.. Asked.Select(static a => a.Call.Split('?')[0])];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var name = $"{http.Request.Method} {(string)http.Request.RouteValues["call"]!}";
        Asked.Enqueue(($"{name}{http.Request.QueryString}", await BodyAsync(http.Request)));
        var (code, body) = _answers.TryGetValue(name, out var answer) ? answer() : (404, "{}");
        if (code == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = code;
        if (code != 204)
        {
            http.Response.ContentType = "application/json; charset=UTF-8";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        }
    }

    private async Task UploadAsync(HttpContext http)
    {
        using var media = new MemoryStream();
        await http.Request.Body.CopyToAsync(media);
        Uploads.Enqueue(($"{http.Request.Headers.Authorization} {http.Request.ContentType}", media.ToArray()));
        var name = $"UPLOAD {(string)http.Request.RouteValues["call"]!}";
        var (code, body) = _answers[name]();
        if (code == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = code;
        await http.Response.WriteAsync(body);
    }

    private static async Task<JsonNode?> BodyAsync(HttpRequest request)
    {
        using var text = new MemoryStream();
        var isPacked = request.Headers.ContentEncoding == "gzip";
        await using (var body = isPacked ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : request.Body)
        {
            await body.CopyToAsync(text);
        }

        return text.Length == 0 ? null : JsonNode.Parse(text.ToArray());
    }
}
