using System.Globalization;
using System.Xml.Linq;
using LiveIp.V1;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>A post as an entry.</summary>
internal static class AtomEntry
{
    /// <summary>Of a title, in what a reader takes for a character.</summary>
    private const int LongestTitle = 120;

    /// <param name="id">Of the entry, for ever.</param>
    public static XElement Of(string id, Post post, RenderedPost rendered, DateTimeOffset now)
    {
        var firstLine = rendered.Text.IndexOf('\n') is var end and >= 0 ? end : rendered.Text.Length;
        // With a title the first line is the title, and readers show that above.
        var hasTitle = post.Title.Trim().Length > 0 && firstLine + 1 < rendered.Text.Length;
        var entry = new XElement(
            AtomNames.Entry,
            new XElement(AtomNames.Id, id),
            new XElement(AtomNames.Title, TitleOf(rendered.Text.AsSpan(0, firstLine))),
            new XElement(AtomNames.Published, AtomText.Time(now)),
            new XElement(AtomNames.Updated, AtomText.Time(now)),
            new XElement(AtomNames.Content, new XAttribute("type", "html"), EntryContent.Of(rendered, hasTitle ? firstLine + 1 : 0))
        );
        if (IsLanguage(rendered.Language))
        {
            entry.SetAttributeValue(XNamespace.Xml + "lang", rendered.Language);
        }

        // RFC 4287, 4.1.2: one alternate of a type and language; the rest is related.
        var links = EntryContent.Links(rendered).Select(EntryContent.AddressOf).Distinct(StringComparer.Ordinal);
        entry.Add(
            links.Select(
                (link, i) =>
                    new XElement(AtomNames.Link, new XAttribute("rel", i == 0 ? "alternate" : "related"), new XAttribute("href", link))
            )
        );
        entry.Add(
            post.Tags.Distinct(StringComparer.Ordinal)
                .Select(static tag => AtomText.Line(tag))
                .Where(static tag => tag.Length > 0)
                .Select(static tag => new XElement(AtomNames.Category, new XAttribute("term", tag)))
        );
        return entry;
    }

    private static string TitleOf(ReadOnlySpan<char> line)
    {
        var title = new StringInfo(AtomText.Line(line));
        return title.LengthInTextElements > LongestTitle
            ? title.SubstringByTextElements(0, LongestTitle - 1).TrimEnd() + "…"
            : title.String;
    }

    // Of BCP 47, as far as a schema's xml:lang goes.
    private static bool IsLanguage(string language) =>
        language.Length is > 1 and <= 35
        && language.Split('-') is [{ Length: >= 2 and <= 8 } first, .. var rest]
        && first.All(char.IsAsciiLetter)
        && rest.All(static r => r.Length is >= 1 and <= 8 && r.All(char.IsAsciiLetterOrDigit));
}
