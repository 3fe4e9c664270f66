using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Events without a common meaning, and what could not be read.</summary>
internal static partial class VendorEvents
{
    /// <summary>How much of an unreadable frame is kept, in bytes.</summary>
    public const int MaxUnreadableBytes = 2048;

    /// <summary>A vendor event with the JSON as it came. Its id and time are the caller's to set.</summary>
    public static LiveEvent Of(string type, JsonElement json, string reason = "") =>
        new()
        {
            Vendor = new Vendor
            {
                Type = $"twitch/{type}",
                Json = Raw(json),
                Reason = reason,
            },
        };

    /// <summary>
    /// A frame that is not what the documents describe. It has no id that could be trusted, so its hash stands in. Frames
    /// about sessions carry addresses that open a connection: addresses and everything like a key is blanked.
    /// </summary>
    public static LiveEvent Unreadable(ReadOnlySpan<byte> frame, DateTimeOffset at, string reason)
    {
        var kept = Encoding.UTF8.GetString(frame[..Math.Min(frame.Length, MaxUnreadableBytes)]);
        return new LiveEvent
        {
            Id = $"malformed:{Convert.ToHexStringLower(SHA256.HashData(frame))}",
            OccurredAt = Timestamp.FromDateTimeOffset(at),
            Vendor = new Vendor
            {
                Type = "twitch/malformed",
                Json = Secrets().Replace(kept, "…"),
                Reason = reason,
            },
        };
    }

    // GetRawText would throw on bytes that are not UTF-8; these come out as replacement characters.
    private static string Raw(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));

    [GeneratedRegex("""\b(?:wss?|https?):[^\s"]*|oauth:\w+|\b[a-z0-9_]{24,}\b""", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();
}
