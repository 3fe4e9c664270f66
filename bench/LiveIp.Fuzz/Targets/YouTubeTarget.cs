using System.Net;
using System.Text;
using System.Text.Json;
using LiveIp.Fuzz.Corpora;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Api.Streaming;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.Plugins.YouTube.Normalize;
using LiveChatMessageListResponse = LiveIp.Plugins.YouTube.Api.Data.LiveChatMessageListResponse;
using StreamResponse = LiveIp.Plugins.YouTube.Api.Streaming.LiveChatMessageListResponse;

namespace LiveIp.Fuzz.Targets;

/// <summary>The responses of the gRPC stream, the answers and refusals of REST, and the stream's status details.</summary>
internal sealed class YouTubeTarget : IFuzzTarget
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    private static readonly MessageContext Context = new("bc-1", Now);
    private static readonly YouTubeSerializer Serializer = new();

    public string Name => "youtube";

    public IReadOnlyList<Door> Doors { get; } =
    [
        new Door
        {
            Name = "stream",
            Format = FrameFormat.Protobuf,
            Weight = 12,
            Decode = DecodeStream,
            Baseline = ParseStream,
            Chat = ["text", "chat-batch"],
        },
        new Door
        {
            Name = "list",
            Format = FrameFormat.Json,
            Weight = 4,
            Decode = DecodeList,
            Baseline = static body => JsonDocument.Parse(body).Dispose(),
            Chat = ["text"],
        },
        new Door
        {
            Name = "broadcasts",
            Format = FrameFormat.Json,
            Decode = DecodeBroadcasts,
        },
        new Door
        {
            Name = "videos",
            Format = FrameFormat.Json,
            Decode = static (body, events) =>
                Take<VideoListResponse>(body, events, static a => First(a.Items) is { } video ? Measurements.Of(video, "bc-1", Now) : []),
        },
        new Door
        {
            Name = "channels",
            Format = FrameFormat.Json,
            Decode = static (body, events) =>
                Take<ChannelListResponse>(
                    body,
                    events,
                    static a => First(a.Items) is { } channel ? Measurements.Of(channel, "bc-1", Now) : []
                ),
        },
        new Door
        {
            Name = "error",
            Format = FrameFormat.Json,
            Decode = static (body, _) =>
                ApiErrors.Classify("videos.list", HttpStatusCode.Forbidden, ErrorBody.ReasonIn(Encoding.UTF8.GetString(body.Span)), Now),
        },
        new Door
        {
            Name = "status",
            Format = FrameFormat.Protobuf,
            Decode = static (bytes, _) => StreamErrors.ErrorInfoIn(bytes.ToArray()),
        },
        new Door
        {
            Name = "checkpoint",
            Format = FrameFormat.Json,
            Decode = static (body, _) => ChatCheckpoint.Parse(Encoding.UTF8.GetString(body.Span)),
        },
    ];

    /// <summary>As the chat's reader takes a response.</summary>
    private static void DecodeStream(ReadOnlyMemory<byte> bytes, IEventTaker events)
    {
        var frame = StreamFrame.Read(bytes.ToArray());
        if (frame.Response is not { } response)
        {
            events.Take(StreamMessages.Normalize(null, frame.Bytes, Context));
            return;
        }

        foreach (var item in response.Items.Take(ChatResponses.MaxItems))
        {
            var message = StreamMessages.Read(item);
            events.Take(
                ChatResponses.IsAnnouncedGift(message)
                    ? StreamMessages.UnresolvedGift(message, item, Context)
                    : StreamMessages.Normalize(message, item, Context)
            );
        }

        if (ChatResponses.LeftOut(response, Context) is { } leftOut)
        {
            events.Take(leftOut);
        }

        if (response.HasActivePollItem)
        {
            events.Take(StreamMessages.Normalize(response.ActivePollItem, Context));
        }
    }

    private static void ParseStream(ReadOnlyMemory<byte> bytes)
    {
        foreach (var item in StreamResponse.Parser.ParseFrom(bytes.Span).Items)
        {
            LiveIp.Plugins.YouTube.Api.Streaming.LiveChatMessage.Parser.ParseFrom(item);
        }
    }

    private static void DecodeList(ReadOnlyMemory<byte> body, IEventTaker events) =>
        Take<LiveChatMessageListResponse>(
            body,
            events,
            static answer =>
                (answer.Items ?? [])
                    .Take(YouTubeClient.MaxMessages)
                    .Select(static item =>
                    {
                        // The reader of gifts looks at the type first.
                        _ = VendorEvents.TypeIn(item);
                        return ChatMessages.Normalize(item, Context);
                    })
        );

    private static void DecodeBroadcasts(ReadOnlyMemory<byte> body, IEventTaker events) =>
        Take<LiveBroadcastListResponse>(
            body,
            events,
            static answer =>
                YouTubeClient
                    .WithId(answer.Items)
                    .SelectMany(static b =>
                        (LiveIp.V1.LiveEvent[])
                            [
                                BroadcastStates.Started(b, Now),
                                BroadcastStates.Ended(b.Id ?? "", b.Snippet?.Title, b.Snippet?.ActualEndTime, Now),
                            ]
                    )
        );

    private static void Take<T>(ReadOnlyMemory<byte> body, IEventTaker events, Func<T, IEnumerable<LiveIp.V1.LiveEvent>> normalize)
    {
        T answer;
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            answer = Serializer.Deserialize<T>(stream);
        }
        catch (UnreadableAnswerException)
        {
            // Declared: the call fails with ProtocolChanged.
            events.Refuse();
            return;
        }

        foreach (var happened in normalize(answer))
        {
            events.Take(happened);
        }
    }

    private static T? First<T>(IList<T>? items)
        where T : class => items?.FirstOrDefault();
}
