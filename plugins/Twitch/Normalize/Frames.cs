using System.Text;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Frames that carry something for the log.</summary>
internal static class Frames
{
    /// <summary>The event in a notification.</summary>
    public static LiveEvent ToEvent(EventSubFrame frame, EventNormalizer normalizer, CountingSources sources) =>
        normalizer.Normalize(
            new Notification
            {
                MessageId = frame.MessageId,
                At = frame.At,
                Type = frame.SubscriptionType,
                Event = frame.Event,
            },
            sources
        );

    /// <summary>What a frame of another kind leaves in the log: "twitch/revocation", an unknown type, or a malformed frame.</summary>
    public static LiveEvent ToVendor(EventSubFrame frame)
    {
        if (frame.Kind == FrameKind.Malformed)
        {
            return VendorEvents.Unreadable(frame.Bytes.Span, frame.At, frame.Reason);
        }

        var vendor = VendorEvents.Of(frame.MessageType, frame.Payload);
        if (frame.IsAboutSession)
        {
            // A kind of frame that we do not know, about the session: its addresses open one.
            vendor.Vendor.Json = UnreadableSample.ToJson(Encoding.UTF8.GetBytes(vendor.Vendor.Json));
        }

        vendor.Id = frame.MessageId;
        vendor.OccurredAt = Timestamp.FromDateTimeOffset(frame.At);
        return vendor;
    }

    /// <summary>Whether a revocation means that the account itself is no longer ours to read.</summary>
    public static bool EndsSignIn(EventSubFrame frame) => frame.RevocationStatus is "authorization_revoked" or "user_removed";
}
