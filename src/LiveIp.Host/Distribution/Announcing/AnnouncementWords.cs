using System.Text.RegularExpressions;
using LiveIp.Host.Distribution.Rendering;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>The words of announcements, and the places in a person's text that stand for a broadcast's own. English, or Chinese.</summary>
internal static partial class AnnouncementWords
{
    public static IReadOnlyList<string> LivePlaces { get; } = ["title", "platforms", "category"];

    public static IReadOnlyList<string> EndedPlaces { get; } = [.. LivePlaces, "length", "peak"];

    /// <summary>Where a person wrote nothing for after the end.</summary>
    public const string EndedText = "{length}\n{peak}";

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
            "length" => show.Length is { } length ? BroadcastWords.Length(length, chinese) : "",
            "peak" => BroadcastWords.Peaks(show.Peaks.Select(static p => (p.Name, p.Peak!.Value)), chinese),
            _ => null,
        };

    [GeneratedRegex(@"\{([a-z_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
