using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Emulators.Tests.Twitch;

/// <summary>The emulator on a real port of the loopback.</summary>
internal sealed class TwitchHouse : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly WebApplication _app;
    private long _number;

    private TwitchHouse(WebApplication app, TwitchStage stage, TruthLedger truth, FaultBoard faults, TwitchEmulatorOptions options)
    {
        _app = app;
        Stage = stage;
        Truth = truth;
        Faults = faults;
        Options = options;
        Base = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Base, Timeout = Deadline };
        Token = options.AccessToken;
    }

    public TwitchStage Stage { get; }

    public TruthLedger Truth { get; }

    public FaultBoard Faults { get; }

    public TwitchEmulatorOptions Options { get; }

    public Uri Base { get; }

    public HttpClient Http { get; }

    public string Token { get; set; }

    public static TwitchEmulatorOptions Quick { get; } =
        new()
        {
            MinimumKeepalive = TimeSpan.FromSeconds(30),
            SubscribeWithin = TimeSpan.FromSeconds(30),
            ReconnectGrace = TimeSpan.FromSeconds(30),
        };

    /// <summary>For a clock that a test moves: no keepalive comes in between.</summary>
    public static TwitchEmulatorOptions Unhurried { get; } =
        Quick with
        {
            MinimumKeepalive = TimeSpan.FromHours(1),
            MaximumKeepalive = TimeSpan.FromHours(1),
        };

    public static async Task<TwitchHouse> OpenAsync(
        TwitchEmulatorOptions? options = null,
        TimeProvider? clock = null,
        PlatformMemory? memory = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var truth = new TruthLedger();
        var faults = new FaultBoard();
        var stage = new TwitchStage(truth, faults, clock ?? TimeProvider.System, options ?? Quick, memory);
        var app = builder.Build();
        stage.Map(app);
        await app.StartAsync();
        return new TwitchHouse(app, stage, truth, faults, options ?? Quick);
    }

    public long Next() => ++_number;

    public static Viewer Mia { get; } = new(7, "米娅", IsMember: true, IsModerator: false);

    public void Say(string text) => Stage.Perform(new ChatEvent(Next(), TimeSpan.Zero, Mia, text));

    public async Task<TwitchSocket> ConnectAsync(string query = "") => await TwitchSocket.OpenAsync(WebSocketUri(query));

    public Uri WebSocketUri(string query = "") => new($"ws://{Base.Authority}/ws{query}");

    /// <summary>Connects and subscribes to the types, each <c>type</c> or <c>type@version</c>.</summary>
    public async Task<TwitchSocket> ListenAsync(params string[] types)
    {
        var socket = await ConnectAsync();
        foreach (var type in types)
        {
            var (status, body) = await SubscribeAsync(socket.SessionId, type);
            Assert.True(status == 202, body.ToJsonString());
        }

        return socket;
    }

    public Task<(int Status, JsonNode Body)> SubscribeAsync(string session, string type, JsonObject? condition = null)
    {
        var parts = type.Split('@');
        condition ??= new JsonObject
        {
            ["broadcaster_user_id"] = Options.UserId,
            ["user_id"] = Options.UserId,
            ["moderator_user_id"] = Options.UserId,
            ["to_broadcaster_user_id"] = Options.UserId,
        };
        var body = new JsonObject
        {
            ["type"] = parts[0],
            ["version"] = parts.Length > 1 ? parts[1] : "1",
            ["condition"] = condition,
            ["transport"] = new JsonObject { ["method"] = "websocket", ["session_id"] = session },
        };
        return SendAsync(HttpMethod.Post, "/helix/eventsub/subscriptions", body);
    }

    public async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var answer = await RawAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Add("Client-Id", Options.ClientId);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Http.SendAsync(request);
    }

    public async Task<(int Status, JsonNode Body)> FormAsync(string path, params (string, string)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await Http.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    /// <summary>Posts to a page for people, whose answer is no JSON.</summary>
    public async Task<(int Status, string Page)> PageAsync(string path, params (string, string)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await Http.PostAsync(path, content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The statuses of all listed subscriptions.</summary>
    public async Task<string[]> StatusesAsync()
    {
        var (_, body) = await SendAsync(HttpMethod.Get, "/helix/eventsub/subscriptions");
        return [.. body["data"]!.AsArray().Select(s => s!["status"]!.GetValue<string>())];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>An EventSub client that does nothing of its own.</summary>
internal sealed class TwitchSocket : IAsyncDisposable
{
    private TwitchSocket(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public JsonNode Welcome { get; private set; } = new JsonObject();

    public string SessionId => Welcome["payload"]!["session"]!["id"]!.GetValue<string>();

    public static async Task<TwitchSocket> OpenAsync(Uri uri, bool welcome = true)
    {
        using var deadline = new CancellationTokenSource(TwitchHouse.Deadline);
        var socket = new TwitchSocket(new ClientWebSocket());
        await socket.Socket.ConnectAsync(uri, deadline.Token);
        if (welcome)
        {
            socket.Welcome = await socket.NextAsync();
            Assert.Equal("session_welcome", Type(socket.Welcome));
        }

        return socket;
    }

    public async Task<string> TextAsync()
    {
        using var deadline = new CancellationTokenSource(TwitchHouse.Deadline);
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await Socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return System.Text.Encoding.UTF8.GetString(text.ToArray());
            }
        }
    }

    public async Task<JsonNode> NextAsync() => JsonNode.Parse(await TextAsync())!;

    /// <summary>Reads until the server closes; its code.</summary>
    public async Task<int> CloseCodeAsync()
    {
        using var deadline = new CancellationTokenSource(TwitchHouse.Deadline);
        var buffer = new byte[8192];
        while ((await Socket.ReceiveAsync(buffer.AsMemory(), deadline.Token)).MessageType != WebSocketMessageType.Close) { }

        return (int)Socket.CloseStatus!.Value;
    }

    /// <summary>Reads until the connection breaks without a close frame.</summary>
    public async Task BrokenAsync()
    {
        var buffer = new byte[8192];
        using var deadline = new CancellationTokenSource(TwitchHouse.Deadline);
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await Socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            }
        });
    }

    public static string Type(JsonNode frame) => frame["metadata"]!["message_type"]!.GetValue<string>();

    public static string Id(JsonNode frame) => frame["metadata"]!["message_id"]!.GetValue<string>();

    public static string Text(JsonNode frame) => frame["payload"]!["event"]!["message"]!["text"]!.GetValue<string>();

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
