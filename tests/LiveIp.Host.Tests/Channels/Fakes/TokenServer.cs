using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A token endpoint on loopback with one-time refresh tokens: r0 gives a1 and r1, r1 gives a2 and r2, …</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _current;
    private int _calls;

    private TokenServer(WebApplication app) => _app = app;

    public int Calls => _calls;

    /// <summary>Instead of the usual answer: status and body. Called after the token was taken when <see cref="LosesAnswers"/>.</summary>
    public Func<int, (int Status, string Body)?> Instead { get; set; } = static _ => null;

    /// <summary>How many answers are lost after the refresh token was used up.</summary>
    public int LosesAnswers { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public Dictionary<string, string> LastForm { get; private set; } = [];

    public Uri Uri => new($"{_app.Urls.First()}/token");

    public static async Task<TokenServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TokenServer(app);
        app.MapPost("/token", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        // Before it is counted: who waits for the count may open the gate for those that follow.
        var gate = Gate;
        var call = Interlocked.Increment(ref _calls);
        var form = await context.Request.ReadFormAsync();
        LastForm = form.ToDictionary(static f => f.Key, static f => f.Value.ToString());
        await gate;
        if (Instead(call) is var (status, body))
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
            return;
        }

        if (LastForm["refresh_token"] != $"r{_current}")
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"status":400,"message":"Invalid refresh token"}""");
            return;
        }

        _current++;
        if (LosesAnswers-- > 0)
        {
            context.Abort();
            return;
        }

        await context.Response.WriteAsync($$"""{"access_token":"a{{_current}}","refresh_token":"r{{_current}}","expires_in":3600}""");
    }
}
