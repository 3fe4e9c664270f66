using System.Globalization;
using System.Text;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// Finds forgotten names in what others wrote. A name counts where it stands as a word of its own; in scripts that put no spaces
/// between words it counts wherever it stands. Very short names are ordinary words far too often, and count only behind an @.
/// </summary>
internal sealed class TextScreen(MarkSet marks)
{
    /// <summary>What stands where a name stood.</summary>
    public const char Blank = '…';

    private const int ShortestName = 3;
    private const int ShortestUnspacedName = 2;

    // A number of fewer digits is more often a number than an old account.
    private const int ShortestToken = 6;

    private readonly MarkSieve _names = marks.Sieve(MarkKind.Name);
    private readonly MarkSieve _tokens = marks.Sieve(MarkKind.Token);

    /// <summary>The text without forgotten names; the very same when there is none in it.</summary>
    public string Clean(string text)
    {
        StringBuilder? cleaned = null;
        var plain = MarkMaker.Small(text);
        var copied = 0;
        for (var at = 0; at < plain.Length; at++)
        {
            var length = Find(plain, at, MarkKind.Name);
            length = length > 0 ? length : Find(plain, at, MarkKind.Token, ShortestToken);
            if (length > 0)
            {
                cleaned ??= new(text.Length);
                cleaned.Append(text, copied, at - copied).Append(Blank);
                copied = at + length;
                at = copied - 1;
            }
        }

        return cleaned is null ? text : cleaned.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether a reference is made of a forgotten person's id.</summary>
    public bool HasToken(string text)
    {
        var plain = MarkMaker.Small(text);
        for (var at = 0; at < plain.Length; at++)
        {
            if (Find(plain, at, MarkKind.Token) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether raw JSON speaks of a forgotten person, escaped or not.</summary>
    public bool IsAbout(string json) => HasToken(json) || Clean(json) != json || (Unescape(json) is var text && Clean(text) != text);

    // The longest mark that begins here: of "Anna Bell" and "Anna" the whole name is to go. 0 when none does.
    private int Find(string plain, int at, MarkKind kind, int shortest = 1)
    {
        if (at > 0 && Joined(plain[at - 1], plain[at]))
        {
            return 0;
        }

        var sieve = kind == MarkKind.Name ? _names : _tokens;
        var found = 0;
        var quick = marks.Start;
        for (var length = 1; length <= sieve.Longest && at + length <= plain.Length; length++)
        {
            var last = at + length - 1;
            quick = MarkMaker.Next(quick, plain[last]);
            if (
                length >= shortest
                && sieve.MayHold(length)
                && sieve.MayHold(quick)
                && (last + 1 == plain.Length || !Joined(plain[last], plain[last + 1]))
                && (kind != MarkKind.Name || IsTelling(plain, at, plain.AsSpan(at, length)))
                && marks.Contains(kind, plain.AsSpan(at, length), quick)
            )
            {
                found = length;
            }
        }

        return found;
    }

    private static bool IsTelling(string plain, int at, ReadOnlySpan<char> name)
    {
        var shortest = name.ContainsAnyExceptInRange('\0', '\u2e7f') ? ShortestUnspacedName : ShortestName;
        return name.Length >= shortest || (at > 0 && plain[at - 1] == '@');
    }

    private static bool Joined(char left, char right) => IsLetter(left) && IsLetter(right);

    // From U+2E80 on stand Chinese, Japanese and Korean, which are not told apart by spaces (Korean is, with endings glued on).
    private static bool IsLetter(char c) => (char.IsLetterOrDigit(c) || c == '_') && c < '\u2e80';

    private static string Unescape(string json)
    {
        if (!json.Contains('\\', StringComparison.Ordinal))
        {
            return json;
        }

        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\' || i + 1 == json.Length)
            {
                text.Append(json[i]);
            }
            else if (
                json[i + 1] == 'u'
                && i + 6 <= json.Length
                && ushort.TryParse(json.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            )
            {
                text.Append((char)unit);
                i += 5;
            }
            else
            {
                // \n and its like separate words; \" and \/ stand for themselves.
                i++;
                text.Append(json[i] is 'n' or 'r' or 't' or 'b' or 'f' ? ' ' : json[i]);
            }
        }

        return text.ToString();
    }
}
