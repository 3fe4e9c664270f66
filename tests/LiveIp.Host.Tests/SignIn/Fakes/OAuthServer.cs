using System.Collections.Concurrent;
using LiveIp.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.SignIn.Fakes;

/// <summary>An authorization server on loopback whose answers the test gives, one after the other; what it was asked is kept.</summary>
internal sealed class OAuthServer : IAsyncDisposable
{
    /// <summary>Instead of an answer: the connection is cut.</summary>
    public static readonly (int Status, string Body) Lost = (0, "");

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();

    private OAuthServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, Dictionary<string, string> Form)> Asked { get; } = new();

    public OAuthClient Client =>
        new()
        {
            TokenUri = At("token"),
            AuthorizationUri = At("auth"),
            AuthorizationParameters = new Dictionary<string, string> { ["access_type"] = "offline" },
            DeviceAuthorizationUri = At("device"),
            RevocationUri = At("revoke"),
            ClientId = "app",
            ClientSecret = "app-secret",
            Scopes = ["read", "write"],
        };

    public static async Task<OAuthServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new OAuthServer(app);
        app.MapPost("/{path}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public void Answer(int status, string body) => _answers.Enqueue((status, body));

    public void Answer((int Status, string Body) answer) => _answers.Enqueue(answer);

    public void AnswerTokens(string access = "a1", string? refresh = "r1", string scope = "\"read write\"") =>
        Answer(
            200,
            $$"""{"access_token":"{{access}}",{{(refresh is null ? "" : $"\"refresh_token\":\"{refresh}\",")}}"expires_in":3600,"scope":{{scope}}}"""
        );

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Uri At(string path) => new($"{_app.Urls.First()}/{path}");

    private async Task AnswerAsync(HttpContext context, string path)
    {
        var form = await context.Request.ReadFormAsync();
        Asked.Enqueue((path, form.ToDictionary(static f => f.Key, static f => f.Value.ToString())));
        if (!_answers.TryDequeue(out var answer))
        {
            answer = (500, "no answer was given by the test");
        }

        if (answer == Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }
}
