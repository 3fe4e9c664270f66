using System.Text;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>Texts of an exact length, made of what people and networks count differently.</summary>
internal static class Texts
{
    public const string Link = "https://live.bilibili.com/1?a=1&b=2";

    /// <summary>ASCII, CJK, a family emoji, a flag, combining marks, and a link.</summary>
    public static TheoryData<string> Pieces => new("a", "字", "👨‍👩‍👧‍👦", "🇨🇳", "e\u0301", "q\u0323\u0307\u0308", Link + " ");

    /// <summary>In what a network counts; written here a second time, so that no plugin's counting is checked by itself.</summary>
    public static int Measure(string text, TextUnit unit) =>
        unit switch
        {
            TextUnit.Utf16 => text.Length,
            TextUnit.Utf8Byte => Encoding.UTF8.GetByteCount(text),
            TextUnit.HalfWidth => text.Sum(static c => c <= 'ÿ' ? 1 : 2),
            _ => throw new NotSupportedException($"{unit}"),
        };

    /// <summary>After the opening, the piece as often as it fits, and dots for the rest.</summary>
    public static RenderedPost Of(string piece, int length, TextUnit unit = TextUnit.Utf16, string opening = "")
    {
        var size = Measure(piece, unit);
        var room = length - Measure(opening, unit);
        var text = opening + string.Concat(Enumerable.Repeat(piece, room / size)) + new string('.', room % size);
        var post = new RenderedPost { Text = text };
        for (var at = text.IndexOf(Link, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Link, at + 1, StringComparison.Ordinal))
        {
            post.Spans.Add(
                new TextSpan
                {
                    Kind = TextSpan.Types.Kind.Link,
                    Start = at,
                    Length = Link.Length,
                    Target = Link,
                }
            );
        }

        return post;
    }

    /// <summary>An announcement as the host renders it.</summary>
    public static RenderedPost Announcement()
    {
        const string text = "开播了：_唱歌_ *今晚* 👨‍👩‍👧‍👦\n" + Link + "\n#音乐 #live";
        var post = new RenderedPost { Text = text };
        post.Spans.Add(Span(TextSpan.Types.Kind.Link, text, Link, Link));
        post.Spans.Add(Span(TextSpan.Types.Kind.Tag, text, "#音乐", "音乐"));
        post.Spans.Add(Span(TextSpan.Types.Kind.Tag, text, "#live", "live"));
        return post;
    }

    private static TextSpan Span(TextSpan.Types.Kind kind, string text, string part, string target) =>
        new()
        {
            Kind = kind,
            Start = text.IndexOf(part, StringComparison.Ordinal),
            Length = part.Length,
            Target = target,
        };
}
