using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Host.Chat.Text;

/// <summary>How long a text is, in what a platform counts.</summary>
internal static class TextMeasure
{
    public static int Of(ReadOnlySpan<char> text, TextUnit unit) =>
        unit switch
        {
            TextUnit.Utf16 => text.Length,
            TextUnit.Utf8Byte => Encoding.UTF8.GetByteCount(text),
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
}
