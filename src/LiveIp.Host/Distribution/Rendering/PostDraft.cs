using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Text;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>A post in parts, some of which can be left out. Immutable: each way to make room gives another draft.</summary>
/// <param name="Lead">Begins the first line.</param>
/// <param name="Title">The rest of the first line.</param>
/// <param name="Slots">Lines between title and text; none of them is cut.</param>
/// <param name="Body">Lines of their own.</param>
/// <param name="LinkLead">Begins the line of a link.</param>
/// <param name="Links">A line each.</param>
/// <param name="Tags">The last line, without '#'.</param>
/// <param name="TagStyle">How they are written there.</param>
internal sealed record PostDraft(
    string Lead,
    string Title,
    IReadOnlyList<string> Slots,
    string Body,
    string LinkLead,
    IReadOnlyList<Post.Types.Link> Links,
    IReadOnlyList<string> Tags,
    TagStyle TagStyle
)
{
    public static PostDraft Of(Post post, TagStyle tags) =>
        new(
            PostWords.Lead(post),
            post.Title.Trim(),
            SlotLines.Of(post),
            post.Text.Trim(),
            PostWords.LinkLead(post),
            [.. post.Links],
            [.. post.Tags.Distinct(StringComparer.Ordinal)],
            tags
        );

    /// <summary>The text, and what in it is more than text.</summary>
    public RenderedPost Write()
    {
        var text = new StringBuilder();
        var rendered = new RenderedPost();
        if (Title.Length > 0)
        {
            AppendWords(text, rendered, Lead + Title);
        }

        foreach (var line in Slots)
        {
            AppendWords(NewLine(text), rendered, line);
        }

        if (Body.Length > 0)
        {
            AppendWords(NewLine(text), rendered, Body);
        }

        foreach (var link in Links)
        {
            NewLine(text).Append(LinkLead);
            if (link.Platform.Length > 0)
            {
                text.Append(PostWords.Platform(link.Platform)).Append(' ');
            }

            Append(text, rendered, TextSpan.Types.Kind.Link, link.Uri, link.Uri);
        }

        for (var i = 0; i < Tags.Count; i++)
        {
            _ = i == 0 ? NewLine(text) : text.Append(' ');
            Append(text, rendered, TextSpan.Types.Kind.Tag, TagStyle == TagStyle.HashBoth ? $"#{Tags[i]}#" : "#" + Tags[i], Tags[i]);
        }

        rendered.Text = text.ToString();
        return rendered;
    }

    private static StringBuilder NewLine(StringBuilder text) => text.Length > 0 ? text.Append('\n') : text;

    /// <summary>A person's own words, in which links are links.</summary>
    private static void AppendWords(StringBuilder text, RenderedPost rendered, string words)
    {
        foreach (var (index, length) in Pieces.WebLinks(words))
        {
            rendered.Spans.Add(
                new TextSpan
                {
                    Kind = TextSpan.Types.Kind.Link,
                    Start = text.Length + index,
                    Length = length,
                    Target = words.Substring(index, length),
                }
            );
        }

        text.Append(words);
    }

    private static void Append(StringBuilder text, RenderedPost rendered, TextSpan.Types.Kind kind, string words, string target)
    {
        rendered.Spans.Add(
            new TextSpan
            {
                Kind = kind,
                Start = text.Length,
                Length = words.Length,
                Target = target,
            }
        );
        text.Append(words);
    }
}
