using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Events without a common meaning, and what could not be read.</summary>
internal static class VendorEvents
{
    /// <summary>A vendor event with the JSON as it came. Its id and time are the caller's to set.</summary>
    public static LiveEvent Of(string type, JsonElement json, string reason = "") =>
        new()
        {
            Vendor = new Vendor
            {
                Type = $"twitch/{UnreadableSample.TypeName(type)}",
                Json = UnreadableSample.Bound(Raw(json)),
                Reason = reason,
            },
        };

    /// <summary>A frame that is not what the documents describe. It has no id that could be trusted, so its hash stands in.</summary>
    public static LiveEvent Unreadable(ReadOnlySpan<byte> frame, DateTimeOffset at, string reason) =>
        Unreadable("malformed", Convert.ToHexStringLower(SHA256.HashData(frame)), UnreadableSample.ToJson(frame), at, reason);

    /// <summary>An answer to a poll that is not what the documents describe.</summary>
    public static LiveEvent Unreadable(UnreadableAnswerException answer, DateTimeOffset at) =>
        Unreadable(answer.Call, answer.Hash, answer.Sample, at, "the answer has another shape than documented");

    private static LiveEvent Unreadable(string type, string hash, string sample, DateTimeOffset at, string reason) =>
        new()
        {
            Id = $"malformed:{hash}",
            OccurredAt = Timestamp.FromDateTimeOffset(at),
            Vendor = new Vendor
            {
                Type = $"twitch/{type}",
                Json = sample,
                Reason = reason,
            },
        };

    // GetRawText would throw on bytes that are not UTF-8; these come out as replacement characters.
    private static string Raw(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));
}
