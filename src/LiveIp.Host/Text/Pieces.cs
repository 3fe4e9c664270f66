using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveIp.Contracts;

namespace LiveIp.Host.Text;

/// <summary>What is never cut: a link, or what a reader takes for one character (a letter with its accents, a family emoji).</summary>
/// <param name="Start">Index in the text.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Size">In what the platform counts.</param>
/// <param name="IsSpace">A line may end before it, and the next begins behind it.</param>
/// <param name="EndsPhrase">A line may end behind it.</param>
internal readonly record struct Piece(int Start, int Length, int Size, bool IsSpace, bool EndsPhrase);

/// <summary>Takes a line apart.</summary>
internal static partial class Pieces
{
    // Chinese and Japanese have no spaces; they break behind these.
    private static readonly SearchValues<char> PhraseEnds = SearchValues.Create("。！？；，、：…）》」』】");

    private const string SentenceEnds = ".,;:!?'\"]";

    public static List<Piece> Of(string line, TextUnit unit)
    {
        var pieces = new List<Piece>();
        var links = Link().EnumerateMatches(line);
        var link = links.MoveNext() ? links.Current : default;
        for (var at = 0; at < line.Length; )
        {
            var end = at + StringInfo.GetNextTextElementLength(line, at);
            // A link may begin within what joins characters; then all of that belongs to it.
            while (link.Length > 0 && end > link.Index && end < link.Index + link.Length)
            {
                end += StringInfo.GetNextTextElementLength(line, end);
            }

            if (link.Length > 0 && end >= link.Index + link.Length)
            {
                link = links.MoveNext() ? links.Current : default;
            }

            var text = line.AsSpan(at, end - at);
            pieces.Add(new Piece(at, text.Length, TextMeasure.Of(text, unit), text is " ", PhraseEnds.Contains(text[^1])));
            at = end;
        }

        return pieces;
    }

    /// <summary>The links of a text with their scheme, in order; index and length in UTF-16 units.</summary>
    public static IEnumerable<(int Index, int Length)> WebLinks(string text)
    {
        foreach (Match link in Link().Matches(text))
        {
            if (link.ValueSpan.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                // What ends the sentence, or closes a bracket that the link did not open, is not the link's.
                var end = link.ValueSpan.Contains('(') ? SentenceEnds : SentenceEnds + ")";
                yield return (link.Index, link.ValueSpan.TrimEnd(end).Length);
            }
        }
    }

    [GeneratedRegex(
        """(?:https?://|www\.)[^\s\p{Pi}\p{Pf}<>"（），。！？；：、《》「」『』【】]+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Link();
}
