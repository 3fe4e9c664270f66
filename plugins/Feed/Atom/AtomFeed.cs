using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>A feed of RFC 4287 that LiveIp wrote, or that is to be.</summary>
internal sealed partial class AtomFeed
{
    /// <summary>Who owns the tags of a feed that does not know its address: a name that is nobody's (RFC 2606).</summary>
    private const string NobodysName = "liveip.invalid";

    private const string Maker = "LiveIp";

    private static readonly XmlWriterSettings Written = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    private readonly XElement _feed;
    private readonly string _id;

    private AtomFeed(XElement feed, string id) => (_feed, _id) = (feed, id);

    /// <summary>Of entries, the newest first.</summary>
    public int Count => _feed.Elements(AtomNames.Entry).Count();

    /// <summary>One without entries.</summary>
    public static AtomFeed New(FeedSettings settings, DateTimeOffset now)
    {
        // A tag is for ever (RFC 4151), also when the feed moves: later entries get theirs from the feed's, whatever the settings say then.
        var authority = settings.SelfAddress is { HostNameType: UriHostNameType.Dns } self ? self.IdnHost : NobodysName;
        var id = string.Create(CultureInfo.InvariantCulture, $"tag:{authority},{now.UtcDateTime:yyyy-MM-dd}:liveip/{Guid.NewGuid():N}");
        return new(new XElement(AtomNames.Feed, new XElement(AtomNames.Id, id)), id);
    }

    /// <summary>Null where it is no feed that LiveIp wrote.</summary>
    public static AtomFeed? Read(Stream file)
    {
        var reading = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
        };
        try
        {
            using var reader = XmlReader.Create(file, reading);
            return
                XDocument.Load(reader).Root is { } root
                && root.Name == AtomNames.Feed
                && root.Element(AtomNames.Generator)?.Value == Maker
                && root.Element(AtomNames.Id)?.Value is { } id
                && OwnId().IsMatch(id)
                ? new(root, id)
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The id of the entry of a delivery.</summary>
    public string EntryId(string key) => $"{_id}/{Uri.EscapeDataString(key)}";

    public bool Has(string entryId) => Find(entryId) is not null;

    /// <summary>Whether an entry of that id was, or could have been, in this feed, also if it has become too old to stay in it.</summary>
    public bool Owns(string entryId) => entryId.StartsWith($"{_id}/", StringComparison.Ordinal);

    public bool WasTakenAway(string entryId) => _feed.Elements(Tombstone.Name).Any(t => Tombstone.IsOf(t, entryId));

    /// <summary>Puts an entry before the others, and lets go of the oldest.</summary>
    public void Add(XElement entry, FeedSettings settings, DateTimeOffset now)
    {
        _feed.AddFirst(entry);
        Renew(settings, now);
    }

    /// <summary>Gives an entry that is there another form in its place. False where it has that form already.</summary>
    /// <param name="form">With the entry's id.</param>
    public bool Replace(string entryId, XElement form, FeedSettings settings, DateTimeOffset now)
    {
        var entry = Find(entryId)!;
        form.SetElementValue(AtomNames.Published, entry.Element(AtomNames.Published)?.Value);
        form.SetElementValue(AtomNames.Updated, entry.Element(AtomNames.Updated)?.Value);
        if (XNode.DeepEquals(entry, form))
        {
            return false;
        }

        // A reader looks at nothing else to see that there is something new, and sees whole seconds.
        var updated = LastUpdate(entry) is { } last && now < last.AddSeconds(1) ? last.AddSeconds(1) : now;
        form.SetElementValue(AtomNames.Updated, AtomText.Time(updated));
        entry.ReplaceWith(form);
        Renew(settings, updated);
        return true;
    }

    /// <summary>Leaves a tombstone, also for an entry that has become too old to be here: readers may still have it.</summary>
    public void TakeAway(string entryId, FeedSettings settings, DateTimeOffset now)
    {
        var entry = Find(entryId);
        var when = entry is not null && LastUpdate(entry) is { } last && now < last ? last : now;
        entry?.Remove();
        _feed.AddFirst(Tombstone.Of(entryId, when));
        Renew(settings, when);
    }

    public void Write(Stream file)
    {
        using var writer = XmlWriter.Create(file, Written);
        new XDocument(new XElement(_feed)).Save(writer);
    }

    private static DateTimeOffset? LastUpdate(XElement element) => AtomText.TimeOf(element.Element(AtomNames.Updated)?.Value);

    private XElement? Find(string entryId) =>
        _feed.Elements(AtomNames.Entry).FirstOrDefault(e => e.Element(AtomNames.Id)?.Value == entryId);

    /// <summary>What the feed says of itself, by the settings as they are now, and the newest of what is in it.</summary>
    private void Renew(FeedSettings settings, DateTimeOffset updated)
    {
        var latest = LastUpdate(_feed) is { } last && updated < last ? last : updated;
        XElement[] kept =
        [
            .. _feed.Elements(AtomNames.Entry).Take(settings.Entries),
            .. _feed.Elements(Tombstone.Name).Take(settings.Entries),
        ];
        _feed.RemoveNodes();
        _feed.Add(
            new XElement(AtomNames.Id, _id),
            new XElement(AtomNames.Title, AtomText.Line(settings.Title)),
            new XElement(AtomNames.Updated, AtomText.Time(latest)),
            new XElement(AtomNames.Author, new XElement(AtomNames.Name, AtomText.Line(settings.Author))),
            new XElement(AtomNames.Generator, Maker)
        );
        AddLink("self", settings.SelfAddress);
        AddLink("hub", settings.Hub);
        AddLink("alternate", settings.SelfAddress is { } self ? new Uri(self, "/") : null);
        _feed.Add(kept);
    }

    private void AddLink(string relation, Uri? address)
    {
        if (address is not null)
        {
            _feed.Add(new XElement(AtomNames.Link, new XAttribute("rel", relation), new XAttribute("href", address.AbsoluteUri)));
        }
    }

    [GeneratedRegex(@"^tag:[a-z0-9.-]{1,255},[0-9]{4}-[0-9]{2}-[0-9]{2}:liveip/[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OwnId();
}
