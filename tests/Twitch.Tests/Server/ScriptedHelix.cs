using System.Collections.Concurrent;
using System.Net;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Twitch.Tests.Server;

/// <summary>A call that reached the server.</summary>
internal sealed record Call(string Verb, string Path, string Body)
{
    public string Authorization { get; init; } = "";
}

/// <summary>Helix as the test writes it: what a call answers, or that its answer is lost. Also the context of an adapter that acts on it.</summary>
internal sealed class ScriptedHelix : IChannelContext, IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedHelix(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Null body: the connection is cut instead of an answer.</summary>
    public Func<Call, (int Status, string? Body)> Answer { get; set; } = static _ => (404, "");

    public TwitchSettings Settings => new() { ClientId = "client", HelixBaseUri = new Uri(new Uri(_app.Urls.First()), "/helix") };

    public TestConnection Connection { get; } = new();

    public ChannelIdentity Channel => Connection.Channel;

    public ISecretStore Secrets => Connection;

    public IAccessTokens Tokens => Connection;

    public BotAccount? Bot { get; set; }

    public TimeProvider Clock => TimeProvider.System;

    public ILogger Logger => Connection.Logger;

    public static async Task<ScriptedHelix> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var api = new ScriptedHelix(builder.Build());
        api._app.Run(api.RunAsync);
        await api._app.StartAsync();
        return api;
    }

    /// <summary>A refusal in Helix's form.</summary>
    public static string Error(int status, string message) => $$"""{"error":"","status":{{status}},"message":"{{message}}"}""";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RunAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        var call = new Call(http.Request.Method, http.Request.Path + http.Request.QueryString, await body.ReadToEndAsync())
        {
            Authorization = http.Request.Headers.Authorization.ToString(),
        };
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
