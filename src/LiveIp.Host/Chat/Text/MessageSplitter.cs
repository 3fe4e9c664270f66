using System.Diagnostics.CodeAnalysis;
using LiveIp.Contracts;
using LiveIp.Host.Text;

namespace LiveIp.Host.Chat.Text;

/// <summary>
/// Splits a message into lines that a platform takes: at spaces, in scripts without spaces behind a phrase, in a word only where it
/// would leave half a line empty; never within a link or a character.
/// </summary>
internal static class MessageSplitter
{
    /// <summary>False when something that may not be cut is longer than a line; <paramref name="tooLong"/> is that.</summary>
    /// <param name="lines">None when there is nothing but space in the text.</param>
    public static bool TrySplit(string text, ChatLimits limits, out IReadOnlyList<string> lines, [NotNullWhen(false)] out string? tooLong)
    {
        var line = LineText.Of(text);
        var pieces = Pieces.Of(line, limits.Unit);
        var found = new List<string>();
        lines = found;
        tooLong = null;
        for (var start = 0; start < pieces.Count; )
        {
            if (pieces[start].IsSpace)
            {
                start++;
                continue;
            }

            if (pieces[start].Size > limits.MaxLength)
            {
                tooLong = line.Substring(pieces[start].Start, pieces[start].Length);
                return false;
            }

            var end = EndOfLine(pieces, start, limits.MaxLength);
            found.Add(line[pieces[start].Start..(pieces[end - 1].Start + pieces[end - 1].Length)].TrimEnd(' '));
            start = end;
        }

        return true;
    }

    /// <summary>Index of the piece behind the last of the line that begins with <paramref name="start"/>.</summary>
    private static int EndOfLine(List<Piece> pieces, int start, int most)
    {
        var length = 0;
        var (good, goodLength) = (start, 0);
        for (var i = start; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.IsSpace)
            {
                (good, goodLength) = (i, length);
            }

            if (length + piece.Size > most)
            {
                return good > start && (goodLength * 2 >= most || piece.Length > most / 2) ? good : i;
            }

            length += piece.Size;
            if (piece.EndsPhrase)
            {
                (good, goodLength) = (i + 1, length);
            }
        }

        return pieces.Count;
    }
}
