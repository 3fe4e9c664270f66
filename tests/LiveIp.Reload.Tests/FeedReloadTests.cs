using System.Runtime.CompilerServices;
using System.Xml.Linq;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Reload.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Reload.Tests;

/// <summary>As for the networks, but that what receives is a file.</summary>
public sealed class FeedReloadTests : IDisposable
{
    private const int MessagesEach = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly string _folder = Directory.CreateTempSubdirectory("liveip-feed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        var path = Path.Combine(_folder, "live.atom");
        await using var host = await ReloadHost.StartAsync("feed");
        await host.SetAsync([KeyValuePair.Create("path", path), KeyValuePair.Create("entries", "500")]);
        var posts = new PostService.PostServiceClient(host.Channel);
        for (var i = 1; i <= PlatformReloads.Count; i++)
        {
            await UseAsync(host, i);
            // On its way while one version takes over from the other.
            host.InstallNext();
            await PostAsync(posts, i);
            await host.ServedAsync();
            if (i == 1 || i % 10 == 0 || i == PlatformReloads.Count)
            {
                await Memory.CheckAsync("feed", "LiveIp.Plugins.Feed", i);
            }
        }

        var titles = new List<string>();
        await Deadline.UntilAsync(
            async () =>
            {
                var answer = await posts.ListDeliveriesAsync(new ListDeliveriesRequest { Post = "posts/-", PageSize = 1000 });
                return answer.Deliveries.All(static d => d.State == DeliveryState.Delivered);
            },
            Patience,
            () => "every post is delivered"
        );
        titles.AddRange(XDocument.Load(path).Root!.Elements(Atom + "entry").Select(static e => e.Element(Atom + "title")!.Value));
        Assert.Equal(PlatformReloads.Count, titles.Count(static t => t.StartsWith("post ", StringComparison.Ordinal)));
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    /// <summary>Apart, so that nothing here holds on to the plugin's object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(ReloadHost host, int round)
    {
        var registry = host.Services.GetRequiredService<IExtensionRegistry>();
        await using var lease = registry.FindDistributor("feed")!.Create();
        for (var n = 0; n < (round == 1 ? MessagesEach : 2); n++)
        {
            var result = await lease.Instance.DeliverAsync(new Post(), new Context($"{round}-{n}"), TestContext.Current.CancellationToken);
            Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        }
    }

    private static async Task PostAsync(PostService.PostServiceClient posts, int round) =>
        await posts.CreatePostAsync(
            new CreatePostRequest
            {
                Post = new Post { Text = $"post {round}" },
                RequestId = $"{round}",
            }
        );

    private sealed record Context(string IdempotencyKey) : IDeliveryContext
    {
        public int Attempt => 1;

        public DateTimeOffset CreatedAt => TimeProvider.System.GetUtcNow();

        public RenderedPost? Rendered { get; } = new() { Text = IdempotencyKey };

        public TimeProvider Clock => TimeProvider.System;

        public ILogger Logger => NullLogger.Instance;
    }
}
