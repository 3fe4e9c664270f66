using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace YouTube.Tests.Fakes;

/// <summary>A call that reached the server.</summary>
internal sealed record Call(string Verb, string Path, string Body);

/// <summary>REST as the test writes it: what a call answers, or that its answer is lost. Also the context of an adapter that acts on it.</summary>
internal sealed class ScriptedApi : IChannelContext, ISecretStore, IAsyncDisposable
{
    public const string Active =
        """{"items":[{"id":"bc-1","snippet":{"channelId":"UCtest000000000000000000","liveChatId":"chat-1"},"status":{"lifeCycleStatus":"live"}}]}""";

    private readonly WebApplication _app;

    private ScriptedApi(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Null body: the connection is cut instead of an answer.</summary>
    public Func<Call, (int Status, string? Body)> Answer { get; set; } = static _ => (404, "");

    public YouTubeSettings Settings => new() { ClientId = "client", RestBaseUri = new Uri(_app.Urls.First()) };

    public ChannelIdentity Channel { get; } = new() { Id = FakeYouTube.ChannelId, DisplayName = "Star" };

    public ISecretStore Secrets => this;

    public IAccessTokens Tokens { get; } = new FakeTokens();

    public TimeProvider Clock => TimeProvider.System;

    public ILogger Logger => NullLogger.Instance;

    public static async Task<ScriptedApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var api = new ScriptedApi(builder.Build());
        api._app.Run(api.RunAsync);
        await api._app.StartAsync();
        return api;
    }

    /// <summary>A refusal in Google's form.</summary>
    public static string Error(string reason) =>
        "{\"error\":{\"code\":0,\"message\":\"m\",\"errors\":[{\"message\":\"m\",\"reason\":\"" + reason + "\"}]}}";

    public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RunAsync(HttpContext http)
    {
        // The client packs what it sends.
        await using var unpacked =
            http.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
                : http.Request.Body;
        using var body = new StreamReader(unpacked);
        var call = new Call(http.Request.Method, http.Request.Path + http.Request.QueryString, await body.ReadToEndAsync());
        Calls.Enqueue(call);
        var (status, answer) = Answer(call);
        if (answer is null)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        if (status != 204)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer);
        }
    }
}
