using System.Xml.Linq;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>Of an entry that was taken away (RFC 6721): without it a reader takes the entry for one that has only become too old.</summary>
internal static class Tombstone
{
    private static readonly XNamespace Space = "http://purl.org/atompub/tombstones/1.0";

    public static readonly XName Name = Space + "deleted-entry";

    /// <param name="when">Not before the entry's last update, or readers keep the entry (section 3).</param>
    public static XElement Of(string entryId, DateTimeOffset when) =>
        new(
            Name,
            new XAttribute(XNamespace.Xmlns + "at", Space),
            new XAttribute("ref", entryId),
            new XAttribute("when", AtomText.Time(when))
        );

    public static bool IsOf(XElement tombstone, string entryId) => (string?)tombstone.Attribute("ref") == entryId;
}
