using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Bilibili.Normalize;

/// <summary>An event packet in our words. What cannot be read becomes a vendor event with a reason; nothing becomes nothing.</summary>
internal sealed class PacketNormalizer(Anchor anchor)
{
    /// <summary>Enough to see what is wrong; a broken packet may be megabytes.</summary>
    private const int MaxKeptBytes = 64 * 1024;

    private readonly EventNormalizer _events = new(anchor);

    /// <summary>Never throws.</summary>
    public LiveEvent Normalize(Packet packet)
    {
        if (packet.Fault is not null)
        {
            return Unreadable(packet, Convert.ToBase64String(Kept(packet)), packet.Fault);
        }

        if (packet.Operation != Operation.Message)
        {
            return Unreadable(packet, Convert.ToBase64String(Kept(packet)), $"Operation {packet.Operation} is not known.");
        }

        try
        {
            using var json = JsonDocument.Parse(packet.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? _events.Normalize(json.RootElement, HashId(packet))
                : Unreadable(packet, Encoding.UTF8.GetString(Kept(packet)), "Not a JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string in it is not valid UTF-16, so the text cannot be had.
            return Unreadable(packet, Encoding.UTF8.GetString(Kept(packet)), "Not JSON that can be read.");
        }
    }

    private static LiveEvent Unreadable(Packet packet, string content, string reason) =>
        new()
        {
            Id = HashId(packet),
            Vendor = new Vendor
            {
                Type = "bilibili/unreadable",
                // A JSON string, so that the field is JSON whatever came.
                Json = $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(content)}\"",
                Reason = reason,
            },
        };

    private static ReadOnlySpan<byte> Kept(Packet packet) => packet.Body.Span[..Math.Min(packet.Body.Length, MaxKeptBytes)];

    /// <summary>For what has no id of the platform's: the same bytes have the same id, over whichever connection they come.</summary>
    private static string HashId(Packet packet) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(packet.Body.Span))}";
}
