using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Events for what has no common meaning and for what cannot be read: kept, with the reason.</summary>
internal static class VendorEvents
{
    /// <summary>Longest content kept of one message, in characters. Real messages stay far below it.</summary>
    private const int MaxContent = 64 * 1024;

    public static Vendor Body(string type, string json, string reason) =>
        json.Length <= MaxContent
            ? new Vendor
            {
                Type = $"youtube/{type}",
                Json = json,
                Reason = reason,
            }
            : new Vendor
            {
                Type = $"youtube/{type}",
                Json = "{}",
                Reason = $"{reason} The content of {json.Length} characters was too long to keep.".TrimStart(),
            };

    /// <summary>For a message whose own words cannot be used. Without an id it gets one by its content, so that a repeat is known.</summary>
    public static LiveEvent Unreadable(string? type, string json, string reason, MessageContext context, string? id = null) =>
        new()
        {
            Id = string.IsNullOrEmpty(id) ? $"unreadable:{Hash(json)}" : id,
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

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 16));
}
