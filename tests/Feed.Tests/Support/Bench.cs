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
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly FeedGate _gate = new();

    public Bench() => Settings = new FeedSettings { Path = Path.Combine(Folder, "live.atom") };

    public string Folder { get; } = Directory.CreateTempSubdirectory("liveip-feed-").FullName;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 20, 0, 0, TimeSpan.Zero));

    public FeedSettings Settings { get; set; }

    public string File => Settings.Path;

    public IReadOnlyList<XElement> Entries => System.IO.File.Exists(File) ? [.. XDocument.Load(File).Root!.Elements(Atom + "entry")] : [];

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

    public FeedDistributor Distributor() => new(Settings, _gate);

    public static string? Text(XElement element, string child) => element.Element(Atom + child)?.Value;

    public static IReadOnlyList<(string Relation, string Address)> Links(XElement element) =>
        [.. element.Elements(Atom + "link").Select(static l => ((string)l.Attribute("rel")!, (string)l.Attribute("href")!))];

    public static IReadOnlyList<string> Categories(XElement element) =>
        [.. element.Elements(Atom + "category").Select(static c => (string)c.Attribute("term")!)];

    public void Dispose()
    {
        _gate.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private DeliveryContext Context(RenderedPost? text, string key) => new(Clock, text) { IdempotencyKey = key };
}
