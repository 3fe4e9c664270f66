using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Host.Demo;

/// <summary>
/// The demo's own receiver of announcements: checks the signature as Standard Webhooks asks of every receiver, and keeps what came.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/announcements", (Delegate)ReceiveAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "announcements");

    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>Bodies of what was received with a right signature.</summary>
    public IReadOnlyCollection<string> Received => _received;

    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync(cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers;
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed)));
        var given = headers["webhook-signature"].ToString().Split(' ').Select(Encoding.UTF8.GetBytes);
        if (!given.Any(signature => CryptographicOperations.FixedTimeEquals(signature, expected)))
        {
            return Results.Unauthorized();
        }

        _received.Enqueue(body);
        return Results.NoContent();
    }
}
