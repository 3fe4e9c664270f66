using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
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

    // Not backtracking, so that no text takes long.
    private static readonly Regex Secrets = new(@"[A-Za-z]{2,10}://[^\s""'\\]*|[A-Za-z0-9_+/=.~-]{20,}", RegexOptions.NonBacktracking);

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

    private static byte[] Redact(ReadOnlySpan<byte> content)
    {
        // Latin-1 maps every byte to one character and back, so text in any encoding, and within bytes, is searched alike.
        var text = Secrets.Replace(
            Encoding.Latin1.GetString(content),
            static m => IsSecret(m.ValueSpan) ? new string('*', m.Length) : m.Value
        );
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Addresses open connections, and keys are long and have digits. Names of events are long too, and have none.</summary>
    private static bool IsSecret(ReadOnlySpan<char> found) =>
        found.Contains("://", StringComparison.Ordinal) || found.ContainsAnyInRange('0', '9');

    /// <summary>A cut may have gone through a character at the end; more than that is no text.</summary>
    private static bool IsText(byte[] kept)
    {
        if (kept.AsSpan().ContainsAnyInRange((byte)0, (byte)8) || kept.AsSpan().ContainsAnyInRange((byte)14, (byte)31))
        {
            return false;
        }

        var broken = 0;
        foreach (var rune in Encoding.UTF8.GetString(kept).EnumerateRunes())
        {
            broken += rune == Rune.ReplacementChar ? 1 : 0;
        }

        return broken <= 1 + (kept.Length / 16);
    }
}
