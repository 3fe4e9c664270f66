using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Plugins.YouTube.Api.Streaming;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveChatMessages.streamList over gRPC. One HTTP/2 connection, kept alive by pings; opening again is the caller's.</summary>
internal sealed class ChatStreamClient : IDisposable
{
    /// <summary>The first response holds the recent history of the chat, which is more than gRPC allows unasked.</summary>
    private const int MaxResponseBytes = 16 * 1024 * 1024;

    /// <summary>The call, with a reader that survives bytes which are no response.</summary>
    internal static readonly Method<LiveChatMessageListRequest, StreamFrame> StreamList = new(
        MethodType.ServerStreaming,
        "youtube.api.v3.V3DataLiveChatMessageService",
        "StreamList",
        Marshallers.Create(
            static (request, context) => context.Complete(request.ToByteArray()),
            static _ => new LiveChatMessageListRequest()
        ),
        Marshallers.Create(static (_, context) => context.Complete(), static context => StreamFrame.Read(context.PayloadAsNewBuffer()))
    );

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    public ChatStreamClient(Uri address)
    {
        _channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectTimeout = TimeSpan.FromSeconds(5),
                    KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                    KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                    KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                },
                DisposeHttpClient = true,
                MaxReceiveMessageSize = MaxResponseBytes,
                // The bound above counts bytes as they come; a packed response may be a thousand times as long. None are asked for.
                CompressionProviders = [],
            }
        );
        _invoker = _channel.CreateCallInvoker();
    }

    /// <summary>Opens the stream. It has no deadline: how long it may be silent is for the reader to judge.</summary>
    /// <param name="pageToken">Null for the recent history and what follows.</param>
    public AsyncServerStreamingCall<StreamFrame> Open(
        string liveChatId,
        string? pageToken,
        string accessToken,
        CancellationToken cancellationToken
    )
    {
        var request = new LiveChatMessageListRequest { LiveChatId = liveChatId, Part = { "id", "snippet", "authorDetails" } };
        if (!string.IsNullOrEmpty(pageToken))
        {
            request.PageToken = pageToken;
        }

        var headers = new Metadata { { "authorization", $"Bearer {accessToken}" } };
        return _invoker.AsyncServerStreamingCall(StreamList, null, new CallOptions(headers, cancellationToken: cancellationToken), request);
    }

    public void Dispose() => _channel.Dispose();
}

/// <summary>One response of the stream, or the bytes that came in place of one.</summary>
internal sealed class StreamFrame
{
    public LiveChatMessageListResponse? Response { get; private init; }

    public required ByteString Bytes { get; init; }

    public static StreamFrame Read(byte[] bytes)
    {
        var kept = UnsafeByteOperations.UnsafeWrap(bytes);
        try
        {
            return new StreamFrame { Response = LiveChatMessageListResponse.Parser.ParseFrom(kept), Bytes = kept };
        }
        catch (InvalidProtocolBufferException)
        {
            return new StreamFrame { Bytes = kept };
        }
    }
}
