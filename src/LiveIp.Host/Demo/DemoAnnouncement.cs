using System.Text.Json.Nodes;
using System.Xml.Linq;
using Grpc.Net.Client;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>Says over the webhook and in a feed that the show is on, and checks that it arrived.</summary>
/// <param name="feed">The feed's file.</param>
internal sealed class DemoAnnouncement(GrpcChannel channel, WebhookReceiver receiver, string feed)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly PostService.PostServiceClient _posts = new(channel);

    public async Task MakeAsync(IEnumerable<string> platforms, CancellationToken cancellationToken)
    {
        var broadcasts = new BroadcastService.BroadcastServiceClient(channel);
        var newest = await broadcasts.ListBroadcastsAsync(new ListBroadcastsRequest { PageSize = 1 }, cancellationToken: cancellationToken);
        var post = new Post
        {
            Kind = Post.Types.Kind.LiveNow,
            Title = "Late night coding 深夜写代码",
            Text = "Live now on three platforms 三个平台同时开播",
            Broadcast = newest.Broadcasts[0].Name,
            Language = "zh-Hans",
        };
        post.Links.Add(platforms.Select(p => new Post.Types.Link { Platform = p, Uri = $"https://example.invalid/{p}" }));
        post.Tags.Add("coding");
        await _posts.CreatePostAsync(
            new CreatePostRequest { Post = post, RequestId = "demo-live-now" },
            cancellationToken: cancellationToken
        );
    }

    /// <summary>Whether it arrived exactly once on each, and the outbox knows.</summary>
    public async Task<bool> ArrivedAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var answer = await _posts.ListDeliveriesAsync(new ListDeliveriesRequest { Post = "posts/-" }, cancellationToken: cancellationToken);
        var delivered = answer.Deliveries.Count(d => d.State == DeliveryState.Delivered);
        var entries = Entries().Count();
        console.MarkupLineInterpolated(
            $"Announced over webhook and feed: {delivered} deliveries of {answer.Deliveries.Count}; the webhook received {receiver.Received.Count} (signature verified), the feed holds {entries}."
        );
        return (delivered, answer.Deliveries.Count, receiver.Received.Count, entries) == (2, 2, 1, 1);
    }

    /// <summary>The links as readers have them, of the webhook and of the feed.</summary>
    public IReadOnlyList<Uri> Links() =>
        [
            .. receiver
                .Received.SelectMany(static body => JsonNode.Parse(body)!["data"]!["links"]!.AsArray())
                .Select(static l => (string)l!["uri"]!)
                .Select(static l => new Uri(l)),
            .. Entries().Elements(Atom + "link").Select(static l => new Uri((string)l.Attribute("href")!)),
        ];

    private IEnumerable<XElement> Entries() => File.Exists(feed) ? XDocument.Load(feed).Root!.Elements(Atom + "entry") : [];
}
