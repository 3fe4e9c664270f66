using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Samples.Tests.Support;

/// <summary>A JSON port that answers each path as the test says, one answer after the other: what a host hardly ever does, when it is wanted.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(int Status, string Body)>> _answers = new();
    private readonly ConcurrentQueue<(string Path, string ContentType, string Body)> _asked = new();
    private readonly WebApplication _app;

    private FakeApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeApi> StartAsync(CancellationToken cancellationToken)
    {
        var api = new FakeApi();
        await api._app.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>The next answer of this path; status 0 cuts the connection instead.</summary>
    public FakeApi Then(string path, int status, string body = "")
    {
        _answers.GetOrAdd(path, static _ => new()).Enqueue((status, body));
        return this;
    }

    /// <summary>What was sent to this path, in order.</summary>
    public IReadOnlyList<(string ContentType, string Body)> Asked(string path) =>
        [.. _asked.Where(a => a.Path == path).Select(static a => (a.ContentType, a.Body))];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var reader = new StreamReader(context.Request.Body);
        _asked.Enqueue((path, context.Request.ContentType ?? "", await reader.ReadToEndAsync(context.RequestAborted)));
        var (status, body) = _answers.TryGetValue(path, out var answers) && answers.TryDequeue(out var next) ? next : (404, "not expected");
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
