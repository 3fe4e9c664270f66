using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A network on which only a person can publish.</summary>
internal sealed class TestHandoff(string id, Func<LiveIp.V1.Post, IDeliveryContext, Task<HandoffKit>> prepare) : DistributorExtension
{
    public override DistributorDescriptor Descriptor { get; } = new() { Id = id, DisplayName = id };

    public override bool IsSetUp => true;

    public override ExtensionLease<IDistributor> Create() => new(new Distributor(prepare), new NoScope());

    private sealed class Distributor(Func<LiveIp.V1.Post, IDeliveryContext, Task<HandoffKit>> prepare) : IHandoff, IPostMeasure
    {
        public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
            Task.FromResult(new PostLimits { Unit = TextUnit.Grapheme, MaxLength = 40 });

        public Task<HandoffKit> PrepareAsync(LiveIp.V1.Post post, IDeliveryContext context, CancellationToken cancellationToken) =>
            prepare(post, context);
    }
}
