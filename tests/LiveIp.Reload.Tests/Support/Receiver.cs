using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Reload.Tests.Support;

/// <summary>Takes what is delivered, and refuses what says so, with a body.</summary>
internal abstract class Receiver : IAsyncDisposable
{
    /// <summary>A post with this in its text is refused.</summary>
    public const string Unwanted = "please refuse this";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _received = new(StringComparer.Ordinal);
    private int _refused;

    protected Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        MapMore(_app);
        _app.MapPost("/{**path}", (Delegate)ReceiveAsync);
    }

    /// <summary>How often each message came; those that are not as they must be are not among them.</summary>
    public IReadOnlyDictionary<string, int> Received => _received;

    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Listens, and says where.</summary>
    public async Task<Uri> StartAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(_app.Urls.First());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>What tells the message from every other; null when the request is not as it must be.</summary>
    protected abstract string? Read(HttpRequest request, string body);

    /// <summary>The network's yes.</summary>
    /// <param name="body">Of the request.</param>
    protected abstract IResult Taken(string body);

    /// <summary>What the network is asked besides, such as for a session.</summary>
    protected virtual void MapMore(WebApplication app) { }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (Read(context.Request, body) is not { } id)
            return Results.Unauthorized();
        // Forms write spaces otherwise.
        if (Uri.UnescapeDataString(body.Replace('+', ' ')).Contains(Unwanted, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refused);
            return Results.Json(new { error = "this is not wanted here" }, statusCode: StatusCodes.Status400BadRequest);
        }
        _received.AddOrUpdate(id, 1, static (_, n) => n + 1);
        return Taken(body);
    }
}
