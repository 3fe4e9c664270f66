using Kind = LiveIp.V1.MediaFile.Types.Kind;

namespace LiveIp.Host.Distribution.Media;

/// <summary>What a file is, by its first bytes: a name says what somebody hopes. It also keeps what is no picture from ever being sent.</summary>
internal static class MediaTypes
{
    /// <summary>As many bytes tell all of them apart.</summary>
    public const int HeadLength = 64;

    /// <summary>Null for anything else.</summary>
    public static (Kind Kind, string ContentType)? Of(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => (Kind.Image, "image/jpeg"),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (Kind.Image, "image/png"),
            _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => (Kind.Image, "image/gif"),
            _ when head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8) => (Kind.Image, "image/webp"),
            _ when head.Length >= 12 && head[4..].StartsWith("ftyp"u8) => OfBrand(head[8..12]),
            // EBML, RFC 8794; the DocType stands in the first element.
            [0x1A, 0x45, 0xDF, 0xA3, ..] => (Kind.Video, head.IndexOf("webm"u8) >= 0 ? "video/webm" : "video/x-matroska"),
            _ => null,
        };

    /// <summary>ISO/IEC 14496-12: the major brand. Still pictures in that container (HEIF, AVIF) are taken by hardly any network.</summary>
    private static (Kind, string)? OfBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("qt  "u8) ? (Kind.Video, "video/quicktime")
        : brand is [(byte)'h', (byte)'e', ..] || brand.StartsWith("avi"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("M4A"u8) ? null
        : (Kind.Video, "video/mp4");
}
