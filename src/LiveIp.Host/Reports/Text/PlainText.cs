using System.Globalization;
using System.Text;

namespace LiveIp.Host.Reports.Text;

/// <summary>Texts that others wrote, made harmless for whatever shows them.</summary>
internal static class PlainText
{
    /// <summary>On one line, without letters that steer: control, direction and line characters become spaces.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Steers(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    // U+200C and U+200D join letters and emoji, and move nothing.
    private static bool Steers(Rune rune) =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
