using System.Xml.Linq;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Files;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Feed.Tests.Support;

/// <summary>A distributor that writes into a folder of its own.</summary>
internal sealed class Bench : IDisposable
{
    private readonly FeedGate _gate = new();

    public Bench() => Settings = new FeedSettings { Path = Path.Combine(Folder, "live.atom") };

    public string Folder { get; } = Directory.CreateTempSubdirectory("liveip-feed-").FullName;

    public FakeTimeProvider Clock { get; set; } = new(new DateTimeOffset(2026, 11, 26, 20, 0, 0, TimeSpan.Zero));

    public FeedSettings Settings { get; set; }

    public string File => Settings.Path;

    public IReadOnlyList<XElement> Entries =>
        System.IO.File.Exists(File) ? [.. XDocument.Load(File).Root!.Elements(AtomRules.Atom + "entry")] : [];

    public IReadOnlyList<(string Id, string When)> Tombstones =>
        [
            .. Feed.Elements(AtomRules.Tombstones + "deleted-entry")
                .Select(static t => ((string)t.Attribute("ref")!, (string)t.Attribute("when")!)),
        ];

    public XElement Feed => XDocument.Load(File).Root!;

    public static Post Post(string title = "", params string[] tags) => new() { Title = title, Tags = { tags } };

    public Task<DeliveryResult> DeliverAsync(
        RenderedPost? text,
        string key = "dlv_01",
        Post? post = null,
        CancellationToken stop = default
    ) => Distributor().DeliverAsync(post ?? Post(), Context(text, key), stop);

    public Task<FoundPost> FindAsync(string key = "dlv_01") =>
        Distributor().FindAsync(Post(), Context(RenderedTexts.Of("x"), key), CancellationToken.None);

    public Task<ChangeResult> EditAsync(string id, RenderedPost? text, CancellationToken stop = default) =>
        Distributor().EditAsync(Post(), id, Context(text, "dlv_01"), stop);

    public Task<ChangeResult> RemoveAsync(string id) => Distributor().RemoveAsync(id, Context(null, "dlv_01"), CancellationToken.None);

    public FeedDistributor Distributor() => new(Settings, _gate);

    public static string? Text(XElement element, string child) => element.Element(AtomRules.Atom + child)?.Value;

    public static IReadOnlyList<(string Relation, string Address)> Links(XElement element) =>
        [.. element.Elements(AtomRules.Atom + "link").Select(static l => ((string)l.Attribute("rel")!, (string)l.Attribute("href")!))];

    public static IReadOnlyList<string> Categories(XElement element) =>
        [.. element.Elements(AtomRules.Atom + "category").Select(static c => (string)c.Attribute("term")!)];

    public void Dispose()
    {
        _gate.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private DeliveryContext Context(RenderedPost? text, string key) => new(Clock, text) { IdempotencyKey = key };
}
