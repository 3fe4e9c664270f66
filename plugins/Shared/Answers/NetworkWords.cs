using System.Text;

namespace LiveIp.Plugins.Answers;

/// <summary>A network's own words, made fit to be shown and kept.</summary>
internal static class NetworkWords
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 300;

    /// <summary>
    /// On one line, without control characters, at most <see cref="MaxLength"/> long, and without the key, should the network or
    /// something before it repeat the address that was asked.
    /// </summary>
    /// <param name="secret">Never empty.</param>
    public static string Clean(string words, string secret)
    {
        var clean = new StringBuilder();
        foreach (var rune in words.Replace(secret, "[…]", StringComparison.OrdinalIgnoreCase).EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength >= MaxLength)
            {
                clean.Append('…');
                break;
            }

            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
