using LiveIp.Contracts;
using LiveIp.Host.Text;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>
/// Makes a post fit a network. Where there is too little room, this goes first, in this order: tags from the last on; the end of the
/// text, at last all of it; lines of what its kind has, from the last on; further links from the last on; the end of the title. A link,
/// a tag, such a line or a character is never cut.
/// </summary>
internal static class PostRenderer
{
    private const string Ellipsis = "…";

    /// <summary>A text that is shorter than this is no help any more, and left out whole.</summary>
    private const int LeastBody = 20;

    /// <summary>Null where even the shortest form is too long: a word of the title, one link, and of a schedule one broadcast.</summary>
    public static RenderedPost? Render(Post post, PostLimits limits)
    {
        var leftOut = new List<string>();
        var draft = PostDraft.Of(post, limits.Tags);
        while (draft.Tags.Count > 0 && (limits.Tags == TagStyle.None || !Fits(draft, limits)))
        {
            draft = draft with { Tags = [.. draft.Tags.SkipLast(1)] };
            Note(leftOut, "tags");
        }

        if (draft.Body.Length > 0 && !Fits(draft, limits))
        {
            draft = draft with { Body = Longest(draft.Body, LeastBody, body => Fits(draft with { Body = body }, limits)) };
            Note(leftOut, "text");
        }

        var needed = SlotLines.Needed(post);
        while (draft.Slots.Count > needed && !Fits(draft, limits))
        {
            draft = draft with { Slots = [.. draft.Slots.SkipLast(1)] };
            Note(leftOut, "slots");
        }

        while (draft.Links.Count > 1 && !Fits(draft, limits))
        {
            draft = draft with { Links = [.. draft.Links.SkipLast(1)] };
            Note(leftOut, "links");
        }

        if (draft.Title.Length > 0 && !Fits(draft, limits))
        {
            draft = draft with { Title = Longest(draft.Title, 1, title => Fits(draft with { Title = title }, limits)) };
            Note(leftOut, "title");
        }

        if (!Fits(draft, limits))
        {
            return null;
        }

        var rendered = draft.Write();
        rendered.Language = post.Language;
        rendered.LeftOut.Add(leftOut);
        rendered.Length = LengthOf(rendered, limits);
        rendered.MaxLength = limits.MaxLength;
        return rendered.Text.Length > 0 ? rendered : null;
    }

    /// <summary>Of the text, in what the network counts.</summary>
    public static int LengthOf(RenderedPost rendered, PostLimits limits)
    {
        var length = TextMeasure.Of(rendered.Text, limits.Unit);
        if (limits.LinkLength is not { } counted)
        {
            return length;
        }

        foreach (var link in rendered.Spans.Where(static s => s.Kind == TextSpan.Types.Kind.Link))
        {
            length += counted - TextMeasure.Of(rendered.Text.AsSpan(link.Start, link.Length), limits.Unit);
        }

        return length;
    }

    private static bool Fits(PostDraft draft, PostLimits limits)
    {
        var rendered = draft.Write();
        return LengthOf(rendered, limits) <= limits.MaxLength
            && (limits.MaxBytes is not { } most || TextMeasure.Of(rendered.Text, TextUnit.Utf8Byte) <= most);
    }

    /// <summary>The longest beginning that fits, with an ellipsis; empty when it would be shorter than is any use.</summary>
    private static string Longest(string text, int least, Func<string, bool> fits)
    {
        var pieces = Pieces.Of(text, TextUnit.Utf16);
        var (low, high) = (0, pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = fits(Cut(text, pieces[middle].Start)) ? (middle, high) : (low, middle - 1);
        }

        var cut = pieces.Count == 0 ? "" : Cut(text, pieces[low].Start);
        return cut.Length - Ellipsis.Length >= least && fits(cut) ? cut : "";
    }

    private static string Cut(string text, int length) => text[..length].TrimEnd() + Ellipsis;

    private static void Note(List<string> leftOut, string part)
    {
        if (!leftOut.Contains(part))
        {
            leftOut.Add(part);
        }
    }
}
