using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>
/// Tells whether a status is a post. Instances give a status as HTML of their own making, so it is compared without tags and spaces; and
/// where one takes text for Markdown and eats signs, by the letters and the links.
/// </summary>
internal static partial class StatusText
{
    public static bool IsSame(RenderedPost post, string html)
    {
        var (mine, theirs) = (Plain(post.Text), Plain(WebUtility.HtmlDecode(Tag().Replace(html, ""))));
        if (mine.Length > 0 && mine == theirs)
        {
            return true;
        }

        var (letters, links) = (Letters(mine), post.Spans.Where(static s => s.Kind == TextSpan.Types.Kind.Link).ToList());
        var targets = Target()
            .Matches(html)
            .Select(static m => Address(WebUtility.HtmlDecode(m.Groups[1].Value)))
            .ToHashSet(StringComparer.Ordinal);
        return letters.Length > 0
            && links.Count > 0
            && letters == Letters(theirs)
            && links.TrueForAll(link => targets.Contains(Address(link.Target)));
    }

    /// <summary>Without spaces, and mentions without the server, which instances leave out.</summary>
    private static string Plain(string text) => Space().Replace(Mention().Replace(text, "$1"), "");

    /// <summary>In the one form that does not depend on who escaped what.</summary>
    private static string Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : text;

    private static string Letters(string text) =>
        string.Concat(text.EnumerateRunes().Where(static r => Rune.IsLetterOrDigit(r)).Select(static r => r.ToString()));

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("href=[\"']([^\"'>]*)[\"']", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"[\s\u200B]+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<![\w/])(@\w{1,64})@[\w.-]{1,253}", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
