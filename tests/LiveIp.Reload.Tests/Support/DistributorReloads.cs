using System.Runtime.CompilerServices;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Reload.Tests.Support;

/// <summary>
/// A distributor has no connection, no token and no events: what every version goes through is two hundred messages, posts that the
/// outbox delivers also while it is replaced, and one that is refused with a body.
/// </summary>
internal static class DistributorReloads
{
    private const int MessagesEach = 200;
    private const int AtOnce = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Replaces the plugin again and again; every post must come once, and nothing of it may stay in memory.</summary>
    /// <param name="plugin">Its id.</param>
    /// <param name="assembly">"LiveIp.Plugins.Webhook"</param>
    /// <param name="distributor">Its id, where it is not the plugin's.</param>
    /// <param name="messages">Sent by each version.</param>
    /// <param name="shape">What every post has, where the network takes none without.</param>
    public static async Task RunAsync(
        string plugin,
        string assembly,
        Receiver receiver,
        IEnumerable<KeyValuePair<string, string>> settings,
        string? distributor = null,
        int messages = MessagesEach,
        PostShape? shape = null
    )
    {
        shape ??= new PostShape();
        await using var host = await ReloadHost.StartAsync(plugin);
        await host.SetAsync(settings, distributor);
        for (var i = 1; i <= PlatformReloads.Count; i++)
        {
            await UseAsync(host, distributor ?? plugin, i, messages, shape);
            await PostAsync(host, $"{i}-refused", Receiver.Unwanted, shape);
            await Deadline.UntilAsync(() => Task.FromResult(receiver.Refused == i), Patience, () => $"{i} are refused");

            // On its way while one version takes over from the other.
            host.InstallNext();
            await PostAsync(host, $"{i}-a", $"before {i}", shape);
            await host.ServedAsync();
            await PostAsync(host, $"{i}-b", $"after {i}", shape);
            if (i == 1 || i % 10 == 0 || i == PlatformReloads.Count)
                await Memory.CheckAsync(plugin, assembly, i);
        }

        var posts = PlatformReloads.Count * 2;
        var deliveries = new List<Delivery>();
        await Deadline.UntilAsync(
            async () => (deliveries = await DeliveriesAsync(host)).Count(static d => d.State == DeliveryState.Delivered) == posts,
            Patience,
            () => $"{posts} posts are delivered; now {string.Join(", ", deliveries.CountBy(static d => d.State))}"
        );
        Assert.Equal(PlatformReloads.Count, deliveries.Count(static d => d.State == DeliveryState.Failed));
        Assert.Equal((messages * PlatformReloads.Count) + posts, receiver.Received.Count);
        Assert.All(receiver.Received, static r => Assert.Equal(1, r.Value));
    }

    /// <summary>Apart, so that nothing here holds on to the plugin's object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(ReloadHost host, string distributor, int round, int messages, PostShape shape)
    {
        var registry = host.Services.GetRequiredService<IExtensionRegistry>();
        await using var lease = registry.FindDistributor(distributor)!.Create();
        var post = new Post
        {
            Name = $"posts/{round}",
            Kind = Post.Types.Kind.LiveNow,
            Title = "Live 直播",
            Text = "now",
        };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, messages),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (n, cancellationToken) =>
            {
                var result = await lease.Instance.DeliverAsync(post, new Context($"{round}-{n}", shape), cancellationToken);
                Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
            }
        );
    }

    private static async Task PostAsync(ReloadHost host, string request, string text, PostShape shape) =>
        await new PostService.PostServiceClient(host.Channel).CreatePostAsync(
            new CreatePostRequest
            {
                Post = new Post
                {
                    Kind = Post.Types.Kind.LiveNow,
                    Title = "Live",
                    Text = text,
                    Links = { shape.Link is null ? [] : [new Post.Types.Link { Uri = shape.Link }] },
                },
                RequestId = request,
                Media = { shape.Media is null ? [] : [new MediaSource { Path = shape.Media }] },
            }
        );

    private static async Task<List<Delivery>> DeliveriesAsync(ReloadHost host)
    {
        var deliveries = new List<Delivery>();
        var request = new ListDeliveriesRequest { Post = "posts/-", PageSize = 1000 };
        do
        {
            var page = await new PostService.PostServiceClient(host.Channel).ListDeliveriesAsync(request);
            deliveries.AddRange(page.Deliveries);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return deliveries;
    }

    private sealed record Context(string IdempotencyKey, PostShape Shape) : IDeliveryContext
    {
        public int Attempt => 1;

        public DateTimeOffset CreatedAt => TimeProvider.System.GetUtcNow();

        public RenderedPost? Rendered { get; } =
            Shape.Link is null
                ? new() { Text = IdempotencyKey }
                : new()
                {
                    Text = $"{Shape.Link}\n{IdempotencyKey}",
                    Spans =
                    {
                        new TextSpan
                        {
                            Kind = TextSpan.Types.Kind.Link,
                            Length = Shape.Link.Length,
                            Target = Shape.Link,
                        },
                    },
                };

        public string? Checkpoint => Shape.Checkpoint;

        public TimeProvider Clock => TimeProvider.System;

        public ILogger Logger => NullLogger.Instance;
    }
}

/// <summary>What a network takes no post without.</summary>
/// <param name="Link">In the text.</param>
/// <param name="Media">Path of a file that goes along.</param>
/// <param name="Checkpoint">What a preparation has left, for posts that are sent without the outbox.</param>
internal sealed record PostShape(string? Link = null, string? Media = null, string? Checkpoint = null);
