using System.Globalization;

namespace LiveIp.Host.Privacy.Retention;

/// <summary>How long, as people write it: "30d", "12h" or "forever".</summary>
internal static class KeepTime
{
    private const string Forever = "forever";

    /// <summary>A null value is for ever; false when it is none of these.</summary>
    public static bool TryParse(string text, out TimeSpan? keep)
    {
        keep = null;
        if (text == Forever)
        {
            return true;
        }

        if (
            text.Length < 2
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > RetentionRules.Longest.TotalDays
        )
        {
            return false;
        }

        keep = text[^1] switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        return keep is not null;
    }

    public static string Write(TimeSpan? keep) =>
        keep is not { } time ? Forever
        : time.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalDays}d")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Floor(time.TotalHours)}h");
}
