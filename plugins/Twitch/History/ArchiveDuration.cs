using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Twitch.History;

/// <summary>How Twitch writes the length of a video: "3h8m33s", "58m2s", "21s".</summary>
internal static partial class ArchiveDuration
{
    /// <summary>Null when it is none.</summary>
    public static TimeSpan? Parse(string text) =>
        text.Length is > 0 and <= 32 && Form().Match(text) is { Success: true } match
            ? TimeSpan.FromSeconds((Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s"))
            : null;

    private static long Part(Match match, string name) =>
        match.Groups[name] is { Success: true, ValueSpan: var digits }
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^(?:(?<h>\d{1,5})h)?(?:(?<m>\d{1,5})m)?(?:(?<s>\d{1,8})s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
