using System.Globalization;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>How a broadcast was, in words. English, or Chinese.</summary>
internal static class BroadcastWords
{
    /// <summary>In hours and minutes.</summary>
    public static string Length(TimeSpan length, bool chinese)
    {
        // A show of seconds lasted a minute.
        var minutes = Math.Max(1, (long)Math.Round(length.TotalMinutes));
        var (hours, rest) = (minutes / 60, minutes % 60);
        return (hours, chinese) switch
        {
            (0, true) => string.Create(CultureInfo.InvariantCulture, $"时长 {rest} 分钟"),
            (0, false) => string.Create(CultureInfo.InvariantCulture, $"Lasted {rest} min"),
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"时长 {hours} 小时 {rest} 分钟"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Lasted {hours} h {rest} min"),
        };
    }

    /// <summary>Platform by platform: to add them up would mix what they count, and some terms forbid it. Empty when there are none.</summary>
    public static string Peaks(IEnumerable<(string Platform, long Viewers)> peaks, bool chinese)
    {
        var known = peaks.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Platform} {p.Viewers:#,0}")).ToList();
        return known.Count == 0 ? ""
            : chinese ? $"最高同时观看：{string.Join("、", known)}"
            : $"Peak viewers: {string.Join(", ", known)}";
    }
}
