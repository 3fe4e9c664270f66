using System.Security.Cryptography;
using Google.Protobuf;
using LiveIp.Contracts;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>Images that stand for broadcasts.</summary>
internal static class Thumbnails
{
    /// <summary>A request has at most 1 MiB, and more than the image is in it.</summary>
    public const int MaxBytes = 900_000;

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null when it is none.</summary>
    public static BroadcastThumbnail? Of(ByteString image) =>
        image.Span.StartsWith(Jpeg) ? new() { Content = image.Memory, MediaType = "image/jpeg" }
        : image.Span.StartsWith(Png) ? new() { Content = image.Memory, MediaType = "image/png" }
        : null;

    /// <summary>The same image has the same; empty for none.</summary>
    public static string Hash(ByteString image) => image.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(image.Span));
}
