using System.Net;
using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>Makes HTML of a status as instances do: a link shows only its middle, a tag is a link, a line ends with br.</summary>
internal static partial class StatusHtml
{
    /// <param name="markdown">The instance takes text for Markdown, as snac does, and eats its signs.</param>
    public static string Of(string text, bool markdown)
    {
        var lines = WebUtility.HtmlEncode(text).Split('\n').Select(line => Words().Replace(line, word => Word(word.Value, markdown)));
        return $"<p>{string.Join("<br />", lines)}</p>";
    }

    private static string Word(string word, bool markdown)
    {
        if (word.StartsWith('#') && word.Length > 1 && !word.StartsWith("#&", StringComparison.Ordinal))
        {
            return $"<a href=\"https://social.example/tags/{word[1..]}\" class=\"mention hashtag\" rel=\"tag\">#<span>{word[1..]}</span></a>";
        }

        if (!word.StartsWith("https://", StringComparison.Ordinal))
        {
            return markdown ? word.Replace("*", "").Replace("_", "") : word;
        }

        var (middle, rest) = word.Length > 38 ? (word[8..38], word[38..]) : (word[8..], "");
        var address = WebUtility.HtmlEncode(new Uri(WebUtility.HtmlDecode(word)).AbsoluteUri);
        return $"<a href=\"{address}\" target=\"_blank\" rel=\"nofollow noopener\"><span class=\"invisible\">https://</span>"
            + $"<span class=\"ellipsis\">{middle}</span><span class=\"invisible\">{rest}</span></a>";
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Words();
}
