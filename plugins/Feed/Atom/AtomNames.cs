using System.Xml.Linq;

namespace LiveIp.Plugins.Feed.Atom;

/// <summary>Names of RFC 4287.</summary>
internal static class AtomNames
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XName Feed = Atom + "feed";
    public static readonly XName Entry = Atom + "entry";
    public static readonly XName Id = Atom + "id";
    public static readonly XName Title = Atom + "title";
    public static readonly XName Updated = Atom + "updated";
    public static readonly XName Published = Atom + "published";
    public static readonly XName Author = Atom + "author";
    public static readonly XName Name = Atom + "name";
    public static readonly XName Link = Atom + "link";
    public static readonly XName Category = Atom + "category";
    public static readonly XName Content = Atom + "content";
    public static readonly XName Generator = Atom + "generator";
}
