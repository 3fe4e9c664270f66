using System.Text;

namespace LiveIp.Host.Broadcasts;

/// <summary>What a label and a title may be. Labels become columns and factors in reports, so they are words, not text.</summary>
internal static class BroadcastWords
{
    /// <summary>Of a label and its value, in letters.</summary>
    public const int LongestLabel = 64;

    /// <summary>More than any platform lets a title have.</summary>
    public const int LongestTitle = 256;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Objection(string label) =>
        label.Length == 0 ? "must not be empty"
        : label.EnumerateRunes().Count() > LongestLabel ? $"must not have more than {LongestLabel} characters"
        : !label.EnumerateRunes().All(IsAllowed) ? "may hold letters, digits, spaces and - _ . + only"
        : label.Trim() != label ? "must not begin or end with a space"
        : null;

    // Marks belong to the letters of many scripts (หัวข้อ, विषय).
    private static bool IsAllowed(Rune letter) =>
        Rune.IsLetterOrDigit(letter)
        || Rune.GetUnicodeCategory(letter)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark
        || letter.Value is ' ' or '-' or '_' or '.' or '+';
}
