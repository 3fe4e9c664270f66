using System.Text.Json;
using Google.Protobuf;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.V1;
using Rest = LiveIp.Plugins.YouTube.Api.Data;
using Stream = LiveIp.Plugins.YouTube.Api.Streaming;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>One item of the gRPC stream -> event, by way of its REST form, so that both sources cannot differ.</summary>
internal static class StreamMessages
{
    /// <summary>The item in its REST form, or null when the bytes are none or more than a message has.</summary>
    public static Rest.LiveChatMessage? Read(ByteString item)
    {
        if (item.Length > UnreadableSample.MaxMessageBytes)
        {
            return null;
        }

        try
        {
            return StreamToRest.Message(Stream.LiveChatMessage.Parser.ParseFrom(item));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    public static LiveEvent Normalize(ByteString item, MessageContext context) => Normalize(Read(item), item, context);

    /// <param name="message">What <see cref="Read"/> made of <paramref name="item"/>.</param>
    /// <param name="item">Kept in vendor events: it may hold fields that we do not know.</param>
    /// <param name="context">Where and when.</param>
    public static LiveEvent Normalize(Rest.LiveChatMessage? message, ByteString item, MessageContext context) =>
        message is null
            ? VendorEvents.Unreadable(
                "unreadable",
                item.Span,
                "The bytes are no message of the documented shape.",
                context.Broadcast,
                context.Now
            )
            : ChatMessages.Normalize(message, context, () => Raw(message, item));

    /// <summary>A gift whose details could not be read over REST in time: kept as it came.</summary>
    public static LiveEvent UnresolvedGift(Rest.LiveChatMessage message, ByteString item, MessageContext context)
    {
        var happened = Normalize(message, item, context);
        happened.Vendor?.Reason = "The stream does not say what the gift is, and the list of messages did not have it.";
        return happened;
    }

    private static string Raw(Rest.LiveChatMessage? message, ByteString item) =>
        JsonSerializer.Serialize(
            new RawStreamMessage { Message = message, Protobuf = item.ToBase64() },
            YouTubeJson.Default.RawStreamMessage
        );
}

/// <summary>The content of a vendor event from the stream.</summary>
internal sealed class RawStreamMessage
{
    public Rest.LiveChatMessage? Message { get; set; }

    /// <summary>The item's bytes in base64.</summary>
    public string? Protobuf { get; set; }
}
