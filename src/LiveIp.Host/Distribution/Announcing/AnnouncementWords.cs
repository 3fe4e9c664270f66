using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>The words of announcements, and the places in a person's text that stand for a broadcast's own. English, or Chinese.</summary>
internal static partial class AnnouncementWords
{
    public static IReadOnlyList<string> LivePlaces { get; } = ["title", "platforms", "category"];

    public static IReadOnlyList<string> EndedPlaces { get; } = [.. LivePlaces, "length", "peak"];

    /// <summary>Where a person wrote nothing for after the end.</summary>
    public const string EndedText = "{length}\n{peak}";

    public static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a broadcast that has none.</summary>
    public static string Title(bool chinese) => chinese ? "开播了" : "On air";

    /// <summary>The places in a text that stand for nothing.</summary>
    public static IEnumerable<string> Unknown(string text, IReadOnlyList<string> places) =>
        Place().Matches(text).Select(static m => m.Groups[1].Value).Where(p => !places.Contains(p)).Distinct(StringComparer.Ordinal);

    /// <summary>Lines of which nothing is left are left out.</summary>
    public static string Fill(string text, ShowFacts show, string title, bool chinese)
    {
        var lines = text.Split('\n')
            .Select(line =>
                (
                    Had: line.Trim().Length > 0,
                    Text: Place().Replace(line, m => Value(m.Groups[1].Value, show, title, chinese) ?? m.Value).Trim()
                )
            )
            .Where(static line => !line.Had || line.Text.Length > 0);
        return string.Join('\n', lines.Select(static l => l.Text)).Trim();
    }

    private static string? Value(string place, ShowFacts show, string title, bool chinese) =>
        place switch
        {
            "title" => title,
            "platforms" => string.Join(chinese ? "、" : ", ", show.Platforms.Select(static p => p.Name).Distinct(StringComparer.Ordinal)),
            "category" => show.Category,
            "length" => Length(show, chinese),
            "peak" => Peak(show, chinese),
            _ => null,
        };

    private static string Length(ShowFacts show, bool chinese)
    {
        if (show.End is not { } end)
        {
            return "";
        }

        // A show of seconds lasted a minute.
        var minutes = Math.Max(1, (long)Math.Round((end - show.Start).TotalMinutes));
        var (hours, rest) = (minutes / 60, minutes % 60);
        return (hours, chinese) switch
        {
            (0, true) => string.Create(CultureInfo.InvariantCulture, $"时长 {rest} 分钟"),
            (0, false) => string.Create(CultureInfo.InvariantCulture, $"Lasted {rest} min"),
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"时长 {hours} 小时 {rest} 分钟"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Lasted {hours} h {rest} min"),
        };
    }

    /// <summary>Platform by platform: to add them up would mix what they count, and some terms forbid it.</summary>
    private static string Peak(ShowFacts show, bool chinese)
    {
        var known = show
            .Platforms.Where(static p => p.Peak is > 0)
            .Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Peak:#,0}"))
            .ToList();
        return known.Count == 0 ? ""
            : chinese ? $"最高同时观看：{string.Join("、", known)}"
            : $"Peak viewers: {string.Join(", ", known)}";
    }

    [GeneratedRegex(@"\{([a-z_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
