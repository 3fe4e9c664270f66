using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A network that keeps what is posted, and edits and removes it, as long as the test runs.</summary>
internal sealed class MemoryNetwork(string id) : DistributorExtension
{
    private readonly ConcurrentDictionary<string, string> _posts = new();

    public override DistributorDescriptor Descriptor { get; } = new() { Id = id, DisplayName = id };

    public bool SetUp { get; set; } = true;

    public override bool IsSetUp => SetUp;

    /// <summary>In the order of posting.</summary>
    public IReadOnlyList<string> Standing => [.. _posts.OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => p.Value)];

    /// <summary>Everything that was ever posted, as it first stood there.</summary>
    public ConcurrentQueue<string> Posted { get; } = new();

    public int Edits { get; private set; }

    /// <summary>What the host said of each attempt at an edit or a removal.</summary>
    public ConcurrentQueue<ChangeRequest?> Requests { get; } = new();

    /// <summary>The next change is made, and its answer lost.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>Null: at once.</summary>
    public Func<CancellationToken, Task>? BeforeEdit { get; set; }

    /// <summary>What it answers to every edit; null where it edits.</summary>
    public TimeSpan? NotNow { get; set; }

    /// <summary>Somebody deletes everything.</summary>
    public void Clear() => _posts.Clear();

    public override ExtensionLease<IDistributor> Create() => new(new Distributor(this), new NoScope());

    private sealed class Distributor(MemoryNetwork network) : IDistributor, IPostMeasure, IPostEditor, IPostRemover
    {
        public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
            Task.FromResult(new PostLimits { Unit = TextUnit.Grapheme, MaxLength = 500 });

        public Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Posted.Enqueue(context.Rendered!.Text);
            var id = $"{network.Posted.Count:0000}";
            network._posts[id] = context.Rendered.Text;
            return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = id });
        }

        public async Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Requests.Enqueue(context.Change);
            if (network.BeforeEdit is { } before)
            {
                await before(cancellationToken);
            }

            if (network.NotNow is { } pause)
            {
                return new ChangeResult { Outcome = ChangeOutcome.NotDone, RetryAfter = pause };
            }

            if (!network._posts.ContainsKey(remoteId))
            {
                return new ChangeResult { Outcome = ChangeOutcome.Gone };
            }

            network._posts[remoteId] = context.Rendered!.Text;
            network.Edits++;
            return Answer();
        }

        public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Requests.Enqueue(context.Change);
            network._posts.TryRemove(remoteId, out _);
            return Task.FromResult(Answer());
        }

        private ChangeResult Answer()
        {
            if (network.LosesNextAnswer)
            {
                network.LosesNextAnswer = false;
                throw new IOException("cut");
            }

            return new ChangeResult { Outcome = ChangeOutcome.Done };
        }
    }
}
