using System.Globalization;
using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Host.Text;

/// <summary>How long a text is, in what a platform counts.</summary>
internal static class TextMeasure
{
    public static int Of(ReadOnlySpan<char> text, TextUnit unit) =>
        unit switch
        {
            TextUnit.Utf16 => text.Length,
            TextUnit.Utf8Byte => Encoding.UTF8.GetByteCount(text),
            TextUnit.Grapheme => Graphemes(text),
            TextUnit.HalfWidth => HalfWidths(text),
            _ => CodePoints(text),
        };

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static int HalfWidths(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count += unit > 0xFF ? 1 : 0;
        }

        return count;
    }

    private static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; text.Length > 0; text = text[StringInfo.GetNextTextElementLength(text)..])
        {
            count++;
        }

        return count;
    }
}
