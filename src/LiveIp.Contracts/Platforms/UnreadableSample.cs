using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>
/// What is kept of something that could not be read: a beginning of bounded length, without anything that looks like a key. Every
/// adapter makes its samples here, so that what a platform, or somebody in its place, sends cannot put a secret or a flood into the log.
/// </summary>
public static class UnreadableSample
{
    /// <summary>Bytes kept of what came.</summary>
    public const int MaxBytes = 4096;

    /// <summary>A message of one person or one event beyond this many bytes is none; adapters keep a sample of it.</summary>
    public const int MaxMessageBytes = 256 * 1024;

    /// <summary>Characters of <see cref="Vendor.Json"/> of an event that was understood as JSON but has no common meaning.</summary>
    public const int MaxJson = 64 * 1024;

    /// <summary>Characters of <see cref="LiveEvent.Id"/>; what is longer is no id that a platform gives.</summary>
    public const int MaxIdLength = 256;

    private const int MaxTypeLength = 100;

    /// <summary>Runs of key characters from this length on are looked at.</summary>
    private const int MinKeyLength = 20;

    private static readonly SearchValues<byte> KeyBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/=.~-"u8
    );
    private static readonly SearchValues<byte> AddressEnds = SearchValues.Create(" \t\r\n\"'\\<>"u8);
    private static readonly SearchValues<byte> Controls = SearchValues.Create([
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        11,
        12,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
    ]);

    /// <summary>The start of <paramref name="content"/> as a JSON object: its length, and its text, or base64 where it is no text.</summary>
    public static string ToJson(ReadOnlySpan<byte> content)
    {
        var kept = Redact(content[..Math.Min(content.Length, MaxBytes)]);
        return IsText(kept)
            ? $$"""{"bytes":{{content.Length}},"text":"{{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(kept))}}"}"""
            : $$"""{"bytes":{{content.Length}},"base64":"{{Convert.ToBase64String(kept)}}"}""";
    }

    /// <summary><paramref name="json"/> as it is, or a sample of it where it is longer than an event may be.</summary>
    public static string Bound(string json) => json.Length <= MaxJson ? json : ToJson(Encoding.UTF8.GetBytes(json));

    /// <summary>A name that the platform gave a kind of event, cut where it is longer than any name.</summary>
    public static string TypeName(string type) => type.Length <= MaxTypeLength ? type : type[..MaxTypeLength];

    /// <summary>Whether a platform could have given this id. Longer ones, and none, stand for nothing that can be relied on.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength;

    /// <summary>
    /// Addresses open connections, and keys are long and have digits; names of events are long too, and have none. Bytes are searched
    /// rather than text, so that what stands within bytes is found as well.
    /// </summary>
    private static byte[] Redact(ReadOnlySpan<byte> content)
    {
        var kept = content.ToArray();
        for (var at = 0; kept.AsSpan(at).IndexOf("://"u8) is >= 0 and var found; )
        {
            at += found + 3;
            var end = kept.AsSpan(at).IndexOfAny(AddressEnds);
            var address = end < 0 ? kept.AsSpan(at) : kept.AsSpan(at, end);
            address.Fill((byte)'*');
            at += address.Length;
        }

        for (var at = 0; at < kept.Length; )
        {
            var end = kept.AsSpan(at).IndexOfAnyExcept(KeyBytes);
            var run = end < 0 ? kept.AsSpan(at) : kept.AsSpan(at, end);
            if (run.Length >= MinKeyLength && run.ContainsAnyInRange((byte)'0', (byte)'9'))
            {
                run.Fill((byte)'*');
            }

            at += run.Length + 1;
        }

        return kept;
    }

    /// <summary>A cut may have gone through a character at the end, and a character or two may be damaged; more than that is no text.</summary>
    private static bool IsText(byte[] kept)
    {
        if (kept.AsSpan().ContainsAny(Controls))
        {
            return false;
        }

        var broken = 0;
        for (var rest = kept.AsSpan(); !rest.IsEmpty; )
        {
            broken += Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done ? 0 : 1;
            rest = rest[length..];
        }

        return broken <= 1 + (kept.Length / 16);
    }
}
