using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>
/// The open live platform on a loopback port, over real HTTP and WebSocket: sessions with their rules, signatures checked by code of
/// its own, and answers that a test can order.
/// </summary>
internal sealed class FakeOpenLive : IAsyncDisposable
{
    public const string AuthBody = """{"roomid":100,  "protover":2,"key":"<synthetic>","group":"open"}""";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _nonces = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _ordered = new();
    private int _games;

    private FakeOpenLive(WebApplication app)
    {
        _app = app;
    }

    /// <summary>Calls and socket events in their order: "start", "end g-1", "heartbeat g-1", "auth", "beat".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public SocketLine Sockets { get; } = new();

    public Uri BaseUri => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The session that runs, "" when none does.</summary>
    public string Running { get; set; } = "";

    public long Room { get; set; } = 100;

    /// <summary>What the socket answers to the authentication; after each use the next one.</summary>
    public ConcurrentQueue<int> AuthCodes { get; } = new();

    public Func<string, string[]>? Links { get; set; }

    public static async Task<FakeOpenLive> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var fake = new FakeOpenLive(app);
        app.UseWebSockets();
        app.MapPost("/v2/app/{call}", fake.AnswerAsync);
        app.Map("/sub", fake.ServeSocketAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The next such call is answered like this instead.</summary>
    public void Order(string call, Func<HttpContext, Task> answer) => _ordered.GetOrAdd(call, _ => new()).Enqueue(answer);

    public void OrderCode(string call, int code) => Order(call, context => WriteAsync(context, code, null));

    public void OrderStatus(string call, int status, string? retryAfter = null) =>
        Order(
            call,
            context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = retryAfter;
                return Task.CompletedTask;
            }
        );

    /// <summary>The call is carried out and its answer lost.</summary>
    public void OrderLostAnswer(string call) =>
        Order(
            call,
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            }
        );

    public async ValueTask DisposeAsync()
    {
        Sockets.Abort();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string call)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!;
        var game = (string?)request["game_id"] ?? "";
        Calls.Enqueue(game.Length > 0 ? $"{call} {game}" : call);
        if (Refusal(context.Request, body.ToArray()) is { } code)
        {
            await WriteAsync(context, code, null);
            return;
        }

        if (_ordered.TryGetValue(call, out var orders) && orders.TryDequeue(out var order))
        {
            await order(context);
            return;
        }

        switch (call)
        {
            case "start" when (string?)request["code"] != "CODE123" || (long)request["app_id"]! != 1234567890123:
                await WriteAsync(context, 7007, null);
                break;
            case "start" when Running.Length > 0:
                await WriteAsync(context, 7002, null);
                break;
            case "start":
                Running = $"g-{Interlocked.Increment(ref _games)}";
                await WriteAsync(context, 0, StartData());
                break;
            default:
                var known = game == Running && game.Length > 0;
                Running = call == "end" && known ? "" : Running;
                await WriteAsync(context, known ? 0 : 7003, new JsonObject());
                break;
        }
    }

    private JsonObject StartData()
    {
        var own = $"ws://{BaseUri.Authority}/sub";
        var links = Links?.Invoke(own) ?? [own];
        return new JsonObject
        {
            ["game_info"] = new JsonObject { ["game_id"] = Running },
            ["websocket_info"] = new JsonObject
            {
                ["auth_body"] = AuthBody,
                ["wss_link"] = new JsonArray([.. links.Select(link => JsonValue.Create(link))]),
            },
            ["anchor_info"] = new JsonObject
            {
                ["room_id"] = Room,
                ["open_id"] = "anchor",
                ["uname"] = "主播",
            },
        };
    }

    private async Task ServeSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                var packet = buffer[..received.Count];
                if (packet[11] == 7)
                {
                    Calls.Enqueue(Encoding.UTF8.GetString(packet[16..]) == AuthBody ? "auth" : "auth altered");
                    var code = AuthCodes.TryDequeue(out var ordered) ? ordered : 0;
                    await SendAsync(socket, Wire.Packet(8, 1, Encoding.UTF8.GetBytes($$"""{"code":{{code}}}""")));
                    Sockets.Add(socket);
                }
                else
                {
                    Calls.Enqueue(packet is [.., _] && packet.Length == 16 && packet[11] == 2 ? "beat" : "beat with a body");
                    await SendAsync(socket, Wire.Packet(3, 1, [0, 0, 0, 1]));
                }
            }
        }
        catch (WebSocketException)
        {
            Calls.Enqueue("gone");
        }
    }

    private int? Refusal(HttpRequest request, byte[] body)
    {
        string[] names =
        [
            "x-bili-accesskeyid",
            "x-bili-content-md5",
            "x-bili-signature-method",
            "x-bili-signature-nonce",
            "x-bili-signature-version",
            "x-bili-timestamp",
        ];
        var text = string.Join("\n", names.Select(name => $"{name}:{request.Headers[name]}"));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("key-secret"u8, Encoding.UTF8.GetBytes(text)));
#pragma warning disable CA5351 // The platform's own choice.
        var md5 = Convert.ToHexStringLower(MD5.HashData(body));
#pragma warning restore CA5351
        return request.Headers.Authorization != signature ? 4002
            : request.Headers["x-bili-content-md5"] != md5 ? 4012
            : !_nonces.TryAdd(request.Headers["x-bili-signature-nonce"]!, true) ? 4004
            : request.ContentType != "application/json" ? 4011
            : request.Headers.Accept != "application/json" ? 4013
            : null;
    }

    private static Task SendAsync(WebSocket socket, byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private static async Task WriteAsync(HttpContext context, int code, JsonObject? data)
    {
        context.Response.ContentType = "application/json";
        var answer = new JsonObject
        {
            ["code"] = code,
            ["message"] = code == 0 ? "0" : "synthetic",
            ["request_id"] = "r-1",
            ["data"] = data,
        };
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
