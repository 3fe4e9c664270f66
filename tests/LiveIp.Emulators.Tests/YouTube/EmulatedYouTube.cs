using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube;
using LiveIp.Emulators.YouTube.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>The emulator behind real sockets. Its clock stands until a test moves it.</summary>
internal sealed class EmulatedYouTube : IAsyncDisposable
{
    private const string ServiceName = "youtube.api.v3.V3DataLiveChatMessageService";

    private static readonly Method<LiveChatMessageListRequest, LiveChatMessageListResponse> StreamListMethod = new(
        MethodType.ServerStreaming,
        ServiceName,
        "StreamList",
        Marshallers.Create(m => m.ToByteArray(), LiveChatMessageListRequest.Parser.ParseFrom),
        Marshallers.Create(m => m.ToByteArray(), LiveChatMessageListResponse.Parser.ParseFrom)
    );

    private static readonly Method<byte[], byte[]> RawStreamListMethod = new(
        MethodType.ServerStreaming,
        ServiceName,
        "StreamList",
        Marshallers.Create(m => m, m => m),
        Marshallers.Create(m => m, m => m)
    );

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private GrpcChannel _grpc;
    private long _number = 1000;

    private EmulatedYouTube(WebApplication app, YouTubeStage stage, TruthLedger truth, FaultBoard faults, FakeTimeProvider clock)
    {
        _app = app;
        Stage = stage;
        Truth = truth;
        Faults = faults;
        Clock = clock;
        var addresses = app.Urls.ToArray();
        _http = new HttpClient { BaseAddress = new Uri(addresses[0]), Timeout = TimeSpan.FromSeconds(10) };
        _grpc = GrpcChannel.ForAddress(addresses[1]);
    }

    public YouTubeStage Stage { get; }

    public TruthLedger Truth { get; }

    public FaultBoard Faults { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http => _http;

    public string ChatId => Stage.Channel.Current.ChatId;

    public string Token { get; set; } = new YouTubeEmulatorOptions().AccessToken;

    public static async Task<EmulatedYouTube> StartAsync(YouTubeEmulatorOptions? options = null, PlatformMemory? memory = null)
    {
        var truth = new TruthLedger();
        var faults = new FaultBoard();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var stage = new YouTubeStage(truth, faults, clock, options ?? new YouTubeEmulatorOptions(), memory);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(stage);
        var app = builder.Build();
        app.MapGrpcService<YouTubeStreamService>();
        stage.MapRest(app);
        await app.StartAsync();
        return new EmulatedYouTube(app, stage, truth, faults, clock);
    }

    public static Viewer Ann { get; } = new(7, "Ann 安", IsMember: false, IsModerator: false);

    public static Viewer Mod { get; } = new(8, "Mod", IsMember: true, IsModerator: true);

    public long NextNumber() => _number++;

    public void Perform(Func<long, ShowEvent> make) => Stage.Perform(make(NextNumber()));

    public void Chat(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Perform(n => new ChatEvent(n, TimeSpan.Zero, Ann, text));
        }
    }

    public void Order(FaultKind kind, int count = 1, double seconds = 0, int milliseconds = 0) =>
        Faults.Order(new Fault("youtube", kind, count, seconds, milliseconds));

    /// <summary>GET with the access token, unless another header is given.</summary>
    public async Task<(int Status, JsonNode Body)> GetAsync(string path, string? authorization = "token")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization == "token" ? $"Bearer {Token}" : authorization);
        }

        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<(int Status, JsonNode Body)> ChatPageAsync(string? pageToken = null, string parts = "id,snippet,authorDetails") =>
        GetAsync($"/youtube/v3/liveChat/messages?liveChatId={ChatId}&part={parts}{(pageToken is null ? "" : $"&pageToken={pageToken}")}");

    /// <summary>After a wait of one polling interval.</summary>
    public Task<(int Status, JsonNode Body)> NextChatPageAsync(JsonNode page)
    {
        Clock.Advance(Stage.Options.PollingInterval);
        return ChatPageAsync((string)page["nextPageToken"]!);
    }

    /// <summary>Some round trips that no fault delays: what could have been answered meanwhile has been.</summary>
    public async Task LetOthersFinishAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(404, (await GetAsync("/nothing")).Status);
        }
    }

    /// <summary>A new connection, for after one was broken: the pool does not know of it before it fails.</summary>
    public void Reconnect()
    {
        var address = _grpc.Target;
        _grpc.Dispose();
        _grpc = GrpcChannel.ForAddress($"http://{address}");
    }

    public ChatStream Stream(string? pageToken = null, string? chatId = null, Metadata? headers = null, params string[] parts)
    {
        var request = new LiveChatMessageListRequest { LiveChatId = chatId ?? ChatId };
        request.Part.AddRange(parts.Length == 0 ? ["id", "snippet", "authorDetails"] : parts);
        if (pageToken is not null)
        {
            request.PageToken = pageToken;
        }

        return new ChatStream(_grpc.CreateCallInvoker().AsyncServerStreamingCall(StreamListMethod, null, Options(headers), request));
    }

    public async Task<byte[]> RawFirstResponseAsync(byte[] request)
    {
        using var call = _grpc.CreateCallInvoker().AsyncServerStreamingCall(RawStreamListMethod, null, Options(null), request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }

    private CallOptions Options(Metadata? headers) =>
        new(
            headers ?? new Metadata { { "authorization", $"Bearer {Token}" } },
            DateTime.MaxValue,
            new CancellationTokenSource(10_000).Token
        );

    public async ValueTask DisposeAsync()
    {
        Stage.Streams.DropAll();
        _grpc.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>An open streamed chat.</summary>
internal sealed class ChatStream(AsyncServerStreamingCall<LiveChatMessageListResponse> call) : IDisposable
{
    public string? LastToken { get; private set; }

    public async Task<LiveChatMessageListResponse> NextAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None), "the stream ended");
        LastToken = call.ResponseStream.Current.NextPageToken;
        return call.ResponseStream.Current;
    }

    /// <summary>Texts of the next <paramref name="count"/> text messages, however they are cut into responses.</summary>
    public async Task<List<string>> TextsAsync(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            texts.AddRange((await NextAsync()).Items.Select(item => item.Snippet.TextMessageDetails.MessageText));
        }

        return texts;
    }

    /// <summary>Reads to the end; the status with which it ended.</summary>
    public async Task<StatusCode> EndAsync()
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                LastToken = call.ResponseStream.Current.NextPageToken;
            }

            return call.GetStatus().StatusCode;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }

    public void Dispose() => call.Dispose();
}
