using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Api.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace YouTube.Tests.Fakes;

/// <summary>A YouTube of one channel on two loopback ports: REST, and gRPC without TLS. Page tokens are "t" and a position.</summary>
internal sealed class FakeYouTube : IAsyncDisposable
{
    public const string ChannelId = "UCtest000000000000000000";
    public const string BroadcastId = "bc-1";
    public const string ChatId = "chat-1";

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<ByteString> _chat = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _streams = new();
    private bool _abrupt;

    private FakeYouTube(WebApplication app) => _app = app;

    public FakeTokens Tokens { get; } = new();

    public YouTubeSettings Settings { get; } =
        new()
        {
            ClientId = "client",
            StatisticsInterval = TimeSpan.FromMilliseconds(200),
            BroadcastPollInterval = TimeSpan.FromMilliseconds(100),
            MaxSilence = TimeSpan.FromSeconds(8),
            QuotaUnitsPerDay = int.MaxValue,
        };

    /// <summary>liveBroadcast.status.lifeCycleStatus</summary>
    public string LifeCycle { get; set; } = "live";

    /// <summary>The only token that is accepted; null accepts any.</summary>
    public string? AcceptedToken { get; set; }

    /// <summary>Each stream is accepted, answered once, and ended as if its access token had expired.</summary>
    public bool ExpiresAtOnce { get; set; }

    /// <summary>What opening the stream answers instead of a stream; asked with the page token.</summary>
    public Func<string, RpcException?> RefuseStream { get; set; } = static _ => null;

    /// <summary>What REST calls answer instead of what they should: code and body.</summary>
    public Func<string, (int Code, string Body)?> RefuseRest { get; set; } = static _ => null;

    /// <summary>Messages as the list call has them, by id.</summary>
    public ConcurrentDictionary<string, string> Listed { get; } = new();

    /// <summary>Page tokens with which the stream was opened.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    public ConcurrentQueue<string> Called { get; } = [];

    public string ChannelStatistics { get; set; } = """{"subscriberCount":"1230","hiddenSubscriberCount":false}""";

    public static async Task<FakeYouTube> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        var youTube = new FakeYouTube(app);
        app.MapGrpcService(ServerServiceDefinition.CreateBuilder().AddMethod(Wire.StreamList, youTube.StreamAsync).Build());
        app.MapGet("/youtube/v3/{**call}", youTube.RestAsync);
        await app.StartAsync();
        string[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        youTube.Settings.RestBaseUri = new Uri(addresses[0]);
        youTube.Settings.StreamAddress = new Uri(addresses[1]);
        return youTube;
    }

    public void Say(LiveChatMessage message) => SayBytes(message.ToByteString());

    /// <summary>One item of a response; it need not be a message.</summary>
    public void SayBytes(ByteString item)
    {
        lock (_gate)
        {
            _chat.Add(item);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends all open streams: with OK, or by breaking their connections.</summary>
    public void EndStreams(bool abruptly)
    {
        CancellationTokenSource ended;
        lock (_gate)
        {
            _abrupt = abruptly;
            (ended, _streams) = (_streams, new CancellationTokenSource());
        }

        ended.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        EndStreams(abruptly: false);
        await _app.DisposeAsync();
        _streams.Dispose();
    }

    private async Task StreamAsync(LiveChatMessageListRequest request, IServerStreamWriter<byte[]> responses, ServerCallContext context)
    {
        Opened.Enqueue(request.PageToken);
        if (AcceptedToken is { } accepted && context.RequestHeaders.GetValue("authorization") != $"Bearer {accepted}")
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "no"));
        }

        if (RefuseStream(request.PageToken) is { } refusal)
        {
            throw refusal;
        }

        var ended = _streams.Token;
        var position = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken.AsSpan(1));
        for (var first = true; ; first = false)
        {
            Task changed;
            ByteString[] items;
            lock (_gate)
            {
                changed = _changed.Task;
                items = [.. _chat.Skip(position)];
            }

            position += items.Length;
            if (first || items.Length > 0)
            {
                var response = new LiveChatMessageListResponse { Items = { items }, NextPageToken = $"t{position}" };
                await responses.WriteAsync(response.ToByteArray());
            }

            if (ExpiresAtOnce)
            {
                throw new RpcException(new Status(StatusCode.Unauthenticated, "expired"));
            }

            try
            {
                await changed.WaitAsync(ended);
            }
            catch (OperationCanceledException)
            {
                if (_abrupt)
                {
                    context.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();
                }

                return;
            }
        }
    }

    private async Task RestAsync(HttpContext http, string call)
    {
        Called.Enqueue(call + http.Request.QueryString);
        var (code, body) =
            AcceptedToken is { } accepted && http.Request.Headers.Authorization != $"Bearer {accepted}"
                ? (401, """{"error":{"code":401,"message":"no","errors":[{"reason":"authError"}]}}""")
                : RefuseRest(call) ?? (200, Answer(call, http.Request.Query));
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json; charset=UTF-8";
        await http.Response.WriteAsync(body);
    }

    private string Answer(string call, IQueryCollection query) =>
        call switch
        {
            "liveBroadcasts" when query.ContainsKey("id") || LifeCycle == "live" => $$$"""
                {"items":[{"id":"{{{BroadcastId}}}","snippet":{"channelId":"{{{ChannelId}}}","title":"Night","liveChatId":"{{{ChatId}}}",
                "actualStartTime":"2026-11-23T20:00:00+00:00"},"status":{"lifeCycleStatus":"{{{LifeCycle}}}"}}]}
                """,
            "videos" => $$$"""
                {"items":[{"id":"{{{BroadcastId}}}","liveStreamingDetails":{"concurrentViewers":"12"
                {{{Ended}}} },"statistics":{"likeCount":7}}]}
                """,
            "channels" => $$$"""{"items":[{"id":"{{{ChannelId}}}","snippet":{"title":"Star"},"statistics":{{{ChannelStatistics}}} }]}""",
            "liveChat/messages" => $$$"""{"pollingIntervalMillis":200,"items":[{{{string.Join(',', Listed.Values)}}}]}""",
            _ => """{"items":[]}""",
        };

    private string Ended => LifeCycle == "complete" ? ""","actualEndTime":"2026-11-23T22:00:00Z" """ : "";

    /// <summary>The call with the server's marshallers; responses are bytes, so that they can be wrong too.</summary>
    private static class Wire
    {
        public static readonly Method<LiveChatMessageListRequest, byte[]> StreamList = new(
            MethodType.ServerStreaming,
            "youtube.api.v3.V3DataLiveChatMessageService",
            "StreamList",
            Marshallers.Create(static m => m.ToByteArray(), LiveChatMessageListRequest.Parser.ParseFrom),
            Marshallers.Create(static b => b, static b => b)
        );
    }
}
