using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Bench.Outbox;

/// <summary>An account of a network without limits: it takes every post at once, and knows when.</summary>
internal sealed class StandInNetwork(string account, ConcurrentQueue<(string Text, DateTimeOffset At)> taken) : DistributorExtension
{
    public override DistributorDescriptor Descriptor { get; } = new() { Id = account, DisplayName = account };

    public override bool IsSetUp => true;

    public override ExtensionLease<IDistributor> Create() => new(new Account(taken), new Nothing());

    private sealed class Account(ConcurrentQueue<(string Text, DateTimeOffset At)> taken) : IDistributor
    {
        public Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
        {
            taken.Enqueue((post.Text, context.Clock.GetUtcNow()));
            return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = context.IdempotencyKey });
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>No platforms, and accounts that are always there.</summary>
internal sealed class StandInRegistry(IReadOnlyList<DistributorExtension> accounts) : IExtensionRegistry
{
    public event Action<string>? Changed
    {
        add { }
        remove { }
    }

    public IReadOnlyList<PlatformExtension> Platforms => [];

    public IReadOnlyList<DistributorExtension> Distributors => accounts;
}
