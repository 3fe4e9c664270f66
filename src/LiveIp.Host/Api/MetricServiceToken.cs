using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LiveIp.Host.Metrics;

namespace LiveIp.Host.Api;

/// <summary>A place in a series of points: minute and currency.</summary>
internal static class MetricServiceToken
{
    public static string Write(SeriesPosition position) =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.Minute} {position.Currency}"))
        );

    /// <summary>Null when the text is no such token.</summary>
    public static SeriesPosition? Read(string token)
    {
        if (token.Length > 256 || !Base64Url.IsValid(token))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(' ', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minute)
            ? new(minute, parts[1])
            : null;
    }
}
