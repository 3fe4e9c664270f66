using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Reload.Tests.Support;

/// <summary>Takes what is delivered, checks the signature as Standard Webhooks asks, and refuses what says so, with a body.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>A post with this in its text is refused.</summary>
    public const string Unwanted = "please refuse this";

    private readonly WebApplication _app;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, int> _received = new(StringComparer.Ordinal);
    private int _refused;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/hook", (Delegate)ReceiveAsync);
    }

    public string Address => new Uri(new Uri(_app.Urls.First()), "hook").ToString();

    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>How often each message came, by its <c>webhook-id</c>; those with a wrong signature are not among them.</summary>
    public IReadOnlyDictionary<string, int> Received => _received;

    public int Refused => Volatile.Read(ref _refused);

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers;
        var id = headers["webhook-id"].ToString();
        var signed = Encoding.UTF8.GetBytes($"{id}.{headers["webhook-timestamp"]}.{body}");
        if (headers["webhook-signature"] != "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed)))
            return Results.Unauthorized();
        if (body.Contains(Unwanted, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refused);
            return Results.Json(new { error = "this is not wanted here" }, statusCode: StatusCodes.Status400BadRequest);
        }
        _received.AddOrUpdate(id, 1, static (_, n) => n + 1);
        return Results.NoContent();
    }
}
