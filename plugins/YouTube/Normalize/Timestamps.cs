using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>RFC 3339, which YouTube writes with <c>Z</c> and with <c>+00:00</c>.</summary>
internal static class Timestamps
{
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>The platform's time, or ours where it gave none that can be read.</summary>
    public static Timestamp ParseOr(string? text, DateTimeOffset otherwise) => Timestamp.FromDateTimeOffset(Parse(text) ?? otherwise);
}
