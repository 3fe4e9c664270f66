using System.Security.Cryptography;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Bilibili.Normalize;

/// <summary>An event packet in our words. What cannot be read becomes a vendor event with a reason; nothing becomes nothing.</summary>
internal sealed class PacketNormalizer(Anchor anchor)
{
    private readonly EventNormalizer _events = new(anchor);

    /// <summary>Never throws.</summary>
    public LiveEvent Normalize(Packet packet)
    {
        if (packet.Fault is not null)
        {
            return Unreadable(packet, packet.Fault);
        }

        if (packet.Operation != Operation.Message)
        {
            return Unreadable(packet, "The operation is not known.");
        }

        if (packet.Body.Length > UnreadableSample.MaxMessageBytes)
        {
            return Unreadable(packet, "The message is longer than any message.");
        }

        try
        {
            using var json = JsonDocument.Parse(packet.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? _events.Normalize(json.RootElement, packet.Body)
                : Unreadable(packet, "Not a JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string in it is no valid Unicode, so the text cannot be had.
            return Unreadable(packet, "Not JSON that can be read.");
        }
    }

    private static LiveEvent Unreadable(Packet packet, string reason) =>
        new()
        {
            Id = HashId(packet.Body),
            Vendor = new Vendor
            {
                Type = "bilibili/unreadable",
                Json = UnreadableSample.ToJson(packet.Body.Span),
                Reason = reason,
            },
        };

    /// <summary>For what has no id of the platform's: the same bytes have the same id, over whichever connection they come.</summary>
    internal static string HashId(ReadOnlyMemory<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body.Span))}";
}
