using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>
/// What makes links and tags of a text more than letters (app.bsky.richtext.facet). Its offsets are bytes of UTF-8, and servers take wrong
/// ones without a word.
/// </summary>
internal static class Facets
{
    private const int MaxTagGraphemes = 64;
    private const int MaxTagBytes = 640;

    /// <summary>One for each span that can be one; the others stay plain text.</summary>
    public static JsonArray Of(RenderedPost post)
    {
        var facets = new JsonArray();
        foreach (var span in post.Spans)
        {
            if (Feature(span) is { } feature && Index(post.Text, span) is { } index)
            {
                facets.Add(new JsonObject { ["index"] = index, ["features"] = new JsonArray(feature) });
            }
        }

        return facets;
    }

    private static JsonObject? Feature(TextSpan span) =>
        span.Kind switch
        {
            TextSpan.Types.Kind.Link when Uri.TryCreate(span.Target, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") =>
                new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = uri.AbsoluteUri },
            TextSpan.Types.Kind.Tag when IsTag(span.Target) => new JsonObject
            {
                ["$type"] = "app.bsky.richtext.facet#tag",
                ["tag"] = span.Target,
            },
            _ => null,
        };

    private static bool IsTag(string tag) =>
        tag.Length > 0 && Encoding.UTF8.GetByteCount(tag) <= MaxTagBytes && new StringInfo(tag).LengthInTextElements <= MaxTagGraphemes;

    private static JsonObject? Index(string text, TextSpan span)
    {
        var end = (long)span.Start + span.Length;
        if (span.Start < 0 || span.Length <= 0 || end > text.Length || SplitsPair(text, span.Start) || SplitsPair(text, (int)end))
        {
            return null;
        }

        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, span.Start));
        return new JsonObject
        {
            ["byteStart"] = start,
            ["byteEnd"] = start + Encoding.UTF8.GetByteCount(text.AsSpan(span.Start, span.Length)),
        };
    }

    private static bool SplitsPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
