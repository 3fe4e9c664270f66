using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Returns;

/// <summary>A network that tells what becomes of posts, as the test says.</summary>
internal sealed class ReturningNetwork(string id) : DistributorExtension
{
    public override DistributorDescriptor Descriptor { get; } = new() { Id = id, DisplayName = id };

    public override bool IsSetUp => true;

    /// <summary>What leaves, in order.</summary>
    public ConcurrentQueue<(Post Post, string Text)> Posted { get; } = new();

    /// <summary>In place of what was posted, in order.</summary>
    public ConcurrentQueue<(Post Post, string Text)> Edited { get; } = new();

    public ConcurrentQueue<string> Looks { get; } = new();

    /// <summary>By the id of the post; throws where it does not answer.</summary>
    public Func<string, PostMetrics> Told { get; set; } = static _ => new PostMetrics();

    public override ExtensionLease<IDistributor> Create() => new(new Distributor(this), new NoScope());

    private sealed class Distributor(ReturningNetwork network) : IDistributor, IPostMeasure, IPostMetrics, IPostEditor
    {
        public Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Posted.Enqueue((post, context.Rendered!.Text));
            return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = $"remote-{network.Posted.Count}" });
        }

        public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Edited.Enqueue((post, context.Rendered!.Text));
            return Task.FromResult(new ChangeResult { Outcome = ChangeOutcome.Done });
        }

        public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
            Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = 1000 });

        public Task<PostMetrics> ReadMetricsAsync(DeliveredPost post, TimeProvider clock, CancellationToken cancellationToken)
        {
            network.Looks.Enqueue(post.RemoteId);
            return Task.FromResult(network.Told(post.RemoteId));
        }
    }
}
