using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LiveIp.Plugins.Feed.Tests.Support;

/// <summary>What RFC 4287 asks of a feed, and RFC 6721 of its tombstones, as a strict reader checks it; written from the document, not from the plugin.</summary>
internal static partial class AtomRules
{
    public static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] FeedChildren =
    [
        "author",
        "category",
        "contributor",
        "generator",
        "icon",
        "id",
        "link",
        "logo",
        "rights",
        "subtitle",
        "title",
        "updated",
        "entry",
    ];

    private static readonly string[] EntryChildren =
    [
        "author",
        "category",
        "content",
        "contributor",
        "id",
        "link",
        "published",
        "rights",
        "source",
        "summary",
        "title",
        "updated",
    ];

    // Of the IANA registry of link relations, those that feeds use.
    private static readonly string[] Relations = ["alternate", "related", "self", "enclosure", "via", "hub"];

    /// <summary>Everything that is wrong; empty for a valid feed.</summary>
    public static IReadOnlyList<string> Problems(string path)
    {
        XElement feed;
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            feed = XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            return [$"not well-formed: {e.Message}"];
        }

        var problems = new List<string>();
        Check(problems, feed.Name == Atom + "feed", "the root is no feed (4.1.1)");
        Common(problems, feed, FeedChildren, "feed");
        var entries = feed.Elements(Atom + "entry").ToArray();
        Check(problems, feed.Elements(Atom + "author").Any() || entries.All(e => e.Elements(Atom + "author").Any()), "no author (4.1.1)");
        Check(problems, feed.Elements(Atom + "generator").Count() <= 1, "two generators (4.1.1)");
        Check(problems, feed.Nodes().OfType<XText>().All(static t => string.IsNullOrWhiteSpace(t.Value)), "text between elements");
        Check(
            problems,
            entries.Select(e => e.Element(Atom + "id")?.Value).Distinct().Count() == entries.Length,
            "two entries have one id (4.1.1)"
        );
        foreach (var (i, entry) in entries.Index())
        {
            Entry(problems, entry, $"entry {i}");
        }

        foreach (var tombstone in feed.Elements(Tombstones + "deleted-entry"))
        {
            Tombstone(problems, tombstone, entries);
        }

        return problems;
    }

    private static void Tombstone(List<string> problems, XElement tombstone, XElement[] entries)
    {
        var id = (string?)tombstone.Attribute("ref") ?? "";
        Check(problems, Tag().IsMatch(id), "a tombstone without the id of an entry (RFC 6721, 3)");
        Check(problems, Instant().IsMatch((string?)tombstone.Attribute("when") ?? ""), "a tombstone without a time (RFC 6721, 3)");
        Check(problems, entries.All(e => e.Element(Atom + "id")?.Value != id), "an entry that is there and is taken away");
        Check(problems, tombstone.ElementsAfterSelf().All(t => (string?)t.Attribute("ref") != id), "two tombstones of one entry");
    }

    private static void Entry(List<string> problems, XElement entry, string at)
    {
        Common(problems, entry, EntryChildren, at);
        Check(problems, entry.Elements(Atom + "published").Count() <= 1, $"{at}: two times of publication (4.1.2)");
        var content = entry.Elements(Atom + "content").ToArray();
        Check(problems, content.Length <= 1, $"{at}: two contents (4.1.2)");
        Check(
            problems,
            content.Length == 1 || entry.Elements(Atom + "link").Any(static l => (string?)l.Attribute("rel") is null or "alternate"),
            $"{at}: neither a content nor an alternate link (4.1.2)"
        );
        foreach (var c in content)
        {
            // 3.1.1.2 and 4.1.3.3: html is escaped, so there are no elements in it.
            Check(problems, (string?)c.Attribute("type") is "html" or "text" or null, $"{at}: a type of content that is not known here");
            Check(problems, !c.HasElements, $"{at}: elements in a content that is text (3.1.1)");
        }
    }

    private static void Common(List<string> problems, XElement element, string[] children, string at)
    {
        foreach (var child in element.Elements())
        {
            Check(
                problems,
                (child.Name.Namespace == Atom && children.Contains(child.Name.LocalName))
                    || (at == "feed" && child.Name == Tombstones + "deleted-entry"),
                $"{at}: {child.Name.LocalName} has no place here"
            );
        }

        foreach (var once in new[] { "id", "title", "updated" })
        {
            Check(problems, element.Elements(Atom + once).Count() == 1, $"{at}: {once} must be there once (4.1)");
        }

        Check(problems, Tag().IsMatch(element.Element(Atom + "id")?.Value ?? ""), $"{at}: the id is no tag of RFC 4151");
        Check(problems, element.Element(Atom + "title") is { HasElements: false }, $"{at}: elements in a title that is text (3.1.1.1)");
        foreach (var time in element.Elements().Where(static e => e.Name.LocalName is "updated" or "published"))
        {
            Check(problems, Instant().IsMatch(time.Value), $"{at}: '{time.Value}' is no time of RFC 3339 (3.3)");
        }

        foreach (var author in element.Elements(Atom + "author"))
        {
            Check(problems, author.Elements(Atom + "name").Count() == 1, $"{at}: an author has one name (3.2.1)");
        }

        var links = element.Elements(Atom + "link").ToArray();
        foreach (var link in links)
        {
            Check(
                problems,
                Address().IsMatch((string?)link.Attribute("href") ?? ""),
                $"{at}: '{link.Attribute("href")?.Value}' is no IRI (4.2.7.1)"
            );
            Check(problems, Relations.Contains((string?)link.Attribute("rel") ?? "alternate"), $"{at}: no such relation (4.2.7.2)");
        }

        Check(
            problems,
            links
                .Where(static l => (string?)l.Attribute("rel") is null or "alternate")
                .GroupBy(static l => ((string?)l.Attribute("type"), (string?)l.Attribute("hreflang")))
                .All(static g => g.Count() == 1),
            $"{at}: two alternates of a type and language (4.1)"
        );
        foreach (var category in element.Elements(Atom + "category"))
        {
            Check(problems, (string?)category.Attribute("term") is { Length: > 0 }, $"{at}: a category without a term (4.2.2.1)");
        }

        if (element.Attribute(XNamespace.Xml + "lang") is { } language)
        {
            Check(problems, Language().IsMatch(language.Value), $"{at}: '{language.Value}' is no language tag");
        }
    }

    private static void Check(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }

    [GeneratedRegex(@"^tag:[A-Za-z0-9.-]+(\.[A-Za-z0-9-]+)*,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*\z")]
    private static partial Regex Tag();

    // RFC 3986; brackets belong to addresses of IPv6 alone.
    [GeneratedRegex(
        @"^https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~%!$&'()*+,;=]+)(:\d+)?(/([A-Za-z0-9\-._~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})*)?\z"
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex Language();
}
