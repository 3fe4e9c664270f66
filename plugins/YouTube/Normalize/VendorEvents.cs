using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Events for what has no common meaning and for what cannot be read: kept, with the reason.</summary>
internal static class VendorEvents
{
    public static Vendor Body(string type, string json, string reason) =>
        new()
        {
            Type = $"youtube/{UnreadableSample.TypeName(type)}",
            Json = UnreadableSample.Bound(json),
            Reason = reason,
        };

    /// <summary>For bytes or text that are no message at all: a sample is kept, under an id by its content, so that a repeat is known.</summary>
    public static LiveEvent Unreadable(string type, ReadOnlySpan<byte> content, string reason, string broadcast, DateTimeOffset now) =>
        new()
        {
            Id = $"unreadable:{Hash(content)}",
            Broadcast = broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(now),
            Vendor = Body(type, UnreadableSample.ToJson(content), reason),
        };

    /// <summary>For a message whose own words cannot be used. Without an id it gets one by its content, so that a repeat is known.</summary>
    public static LiveEvent Unreadable(string? type, string json, string reason, MessageContext context, string? id = null) =>
        new()
        {
            Id = id is not null && UnreadableSample.IsId(id) ? id : $"unreadable:{Hash(Encoding.UTF8.GetBytes(json))}",
            Broadcast = context.Broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(context.Now),
            Vendor = Body(string.IsNullOrEmpty(type) ? "unreadable" : type, json, reason),
        };

    /// <summary><c>snippet.type</c> of a message of which the rest may be anything.</summary>
    public static string? TypeIn(JsonElement item)
    {
        try
        {
            return
                item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("snippet", out var snippet)
                && snippet.ValueKind == JsonValueKind.Object
                && snippet.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON by its grammar, and no text.
            return null;
        }
    }

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
}
