using System.Text;
using LiveIp.V1;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>A rendered post as HTML: its lines, with the links in it as links.</summary>
internal static class EntryContent
{
    /// <param name="from">In UTF-16 units: where the text begins that is wanted.</param>
    public static string Of(RenderedPost post, int from)
    {
        var html = new StringBuilder("<p>");
        var at = from;
        foreach (var link in Links(post).Where(l => l.Start >= from))
        {
            Append(html, post.Text.AsSpan(at, link.Start - at));
            html.Append("<a href=\"");
            Append(html, AddressOf(link));
            html.Append("\">");
            Append(html, post.Text.AsSpan(link.Start, link.Length));
            html.Append("</a>");
            at = link.Start + link.Length;
        }

        Append(html, post.Text.AsSpan(at));
        return html.Append("</p>").ToString();
    }

    /// <summary>Those that a reader may follow, in their order.</summary>
    public static IEnumerable<TextSpan> Links(RenderedPost post) =>
        post.Spans.Where(s => s.Kind == TextSpan.Types.Kind.Link && IsWebAddress(s.Target) && s.Start + s.Length <= post.Text.Length);

    /// <summary>In ASCII, as any reader can follow it. .NET leaves brackets in paths, where RFC 3986 has none.</summary>
    public static string AddressOf(TextSpan link)
    {
        var uri = new Uri(link.Target);
        var authority = uri.GetLeftPart(UriPartial.Authority);
        return authority
            + uri.AbsoluteUri[authority.Length..]
                .Replace("[", "%5B", StringComparison.Ordinal)
                .Replace("]", "%5D", StringComparison.Ordinal);
    }

    private static bool IsWebAddress(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in AtomText.Clean(text))
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\n' => html.Append("<br>"),
                _ => html.Append(c),
            };
        }
    }
}
