using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>Rendered posts as the host makes them: spans in UTF-16 units.</summary>
internal static class RenderedTexts
{
    public const string Family = "👨‍👩‍👧‍👦";
    public const string Flag = "🇯🇵";
    public const string Combining = "e\u0301";

    /// <summary>Links and tags are found by their text, in order.</summary>
    public static RenderedPost Of(string text, string language = "", string[]? links = null, string[]? tags = null)
    {
        var post = new RenderedPost { Text = text, Language = language };
        var at = 0;
        foreach (var link in links ?? [])
        {
            at = Add(post, TextSpan.Types.Kind.Link, link, link, at);
        }

        foreach (var tag in tags ?? [])
        {
            at = Add(post, TextSpan.Types.Kind.Tag, "#" + tag, tag, at);
        }

        return post;
    }

    public static string Repeat(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));

    private static int Add(RenderedPost post, TextSpan.Types.Kind kind, string words, string target, int from)
    {
        var start = post.Text.IndexOf(words, from, StringComparison.Ordinal);
        post.Spans.Add(
            new TextSpan
            {
                Kind = kind,
                Start = start,
                Length = words.Length,
                Target = target,
            }
        );
        return start + words.Length;
    }
}
