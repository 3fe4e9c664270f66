using System.Globalization;
using System.Text;
using System.Xml;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>Texts and times as XML 1.0 and RFC 3339 can hold them.</summary>
internal static class AtomText
{
    /// <summary>Without the control characters that no XML can hold, not even escaped; half a character becomes U+FFFD.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
            {
                clean.Append(rune);
            }
        }

        return clean.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }

    /// <summary>The same in one line.</summary>
    public static string Line(ReadOnlySpan<char> text) => Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>Of RFC 3339, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same back. Null for what <see cref="Time"/> did not write.</summary>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
