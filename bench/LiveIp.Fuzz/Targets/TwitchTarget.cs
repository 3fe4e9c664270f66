using System.Net;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Fuzz.Corpora;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Normalize;

namespace LiveIp.Fuzz.Targets;

/// <summary>EventSub frames, and the answers of Helix and of the identity service.</summary>
internal sealed class TwitchTarget : IFuzzTarget
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    private static readonly EventNormalizer Normalizer = new("1001");

    public string Name => "twitch";

    public IReadOnlyList<Door> Doors { get; } =
    [
        new Door
        {
            Name = "frame",
            Format = FrameFormat.Json,
            Weight = 16,
            Decode = DecodeFrame,
            Baseline = static frame => JsonDocument.Parse(frame).Dispose(),
            Chat = ["channel.chat.message."],
        },
        new Door
        {
            Name = "helix",
            Format = FrameFormat.Json,
            Decode = DecodeHelix,
        },
        new Door
        {
            Name = "validate",
            Format = FrameFormat.Json,
            Decode = DecodeToken,
        },
    ];

    /// <summary>As the feed and the session read a frame.</summary>
    private static void DecodeFrame(ReadOnlyMemory<byte> bytes, IEventTaker events)
    {
        var frame = EventSubFrame.Parse(bytes, Now);
        switch (frame.Kind)
        {
            case FrameKind.Keepalive:
                break;
            case FrameKind.Welcome:
                _ = (frame.SessionId, frame.KeepaliveTimeout);
                break;
            case FrameKind.Reconnect:
                _ = Uri.TryCreate(frame.ReconnectUrl, UriKind.Absolute, out _);
                break;
            case FrameKind.Notification:
                events.Take(Frames.ToEvent(frame, Normalizer, CountingSources.All));
                break;
            default:
                events.Take(Frames.ToVendor(frame));
                _ = Frames.EndsSignIn(frame);
                break;
        }
    }

    private static void DecodeHelix(ReadOnlyMemory<byte> body, IEventTaker events)
    {
        var answer = HelixAnswer.Read(HttpStatusCode.OK, body.ToArray(), null);
        _ = answer.Explanation;
        Declared(() => AudienceClient.StreamIn(answer), events);
        Declared(() => AudienceClient.FollowersIn(answer), events);
        Declared(() => SubscriptionsClient.DisconnectedIn(answer), events);
    }

    private static void DecodeToken(ReadOnlyMemory<byte> body, IEventTaker events)
    {
        var answer = body.ToArray();
        Declared(() => IdClient.Parse(answer), events);
    }

    private static void Declared(Action read, IEventTaker events)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is AdapterException or UnreadableAnswerException)
        {
            events.Refuse();
        }
    }
}
