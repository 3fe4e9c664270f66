using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace LiveIp.Host.Import.Formats;

/// <summary>Texts and times as recordings hold them.</summary>
internal static class RecordedText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // Chat on the net is younger than 1990; what lies past 2100 is milliseconds or nonsense.
    private const long FirstSecond = 631_152_000;
    private const long LastSecond = 4_102_444_800;

    // Offsets beyond (some months) are no place in a recording.
    private const double LongestRecording = 1e7;

    /// <summary>Characters of a name, as the API takes them too; what is longer is something else in the name's place.</summary>
    public const int MaxName = 256;

    /// <summary>Null when the bytes are not valid UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A finite number as programs write it; null for all else.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>Null when it is no time at which a chat could have been recorded.</summary>
    public static Timestamp? Seconds(double seconds) =>
        seconds is >= FirstSecond and <= LastSecond ? Milliseconds((long)Math.Round(seconds * 1000)) : null;

    /// <inheritdoc cref="Seconds"/>
    public static Timestamp? Milliseconds(long milliseconds) =>
        milliseconds / 1000 is >= FirstSecond and <= LastSecond
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToTimestamp()
            : null;

    /// <inheritdoc cref="Seconds"/>
    public static Timestamp? Time(DateTimeOffset time) =>
        time.ToUnixTimeSeconds() is >= FirstSecond and <= LastSecond ? time.ToTimestamp() : null;

    /// <summary>So many seconds after <paramref name="start"/>; null also when that is no place in a recording.</summary>
    /// <param name="start">Where the recording begins; beyond the times of chats all is null, since a sum could leave the calendar.</param>
    public static Timestamp? After(DateTimeOffset start, double? seconds) =>
        Time(start) is not null && seconds is { } offset and >= 0 and < LongestRecording
            ? Time(start + TimeSpan.FromSeconds(offset))
            : null;

    /// <summary>Empty when it is longer than any name.</summary>
    public static string Name(string text) => text.Length <= MaxName ? text : "";
}
