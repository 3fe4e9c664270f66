using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Support;

/// <summary>A network that takes files and prepares posts, as the test says.</summary>
internal sealed class MediaNetwork(string id) : DistributorExtension
{
    public override DistributorDescriptor Descriptor { get; } = new() { Id = id, DisplayName = id };

    public override bool IsSetUp => true;

    public MediaLimits Limits { get; set; } =
        new()
        {
            MaxFiles = 1,
            Videos = new VideoLimits { MaxBytes = 10_000, MaxDuration = TimeSpan.FromSeconds(60) },
            Images = new ImageLimits(),
        };

    public Func<IDeliveryContext, CancellationToken, Task<PrepareResult>> Prepare { get; set; } =
        static (_, _) => Task.FromResult(PrepareResult.Ready);

    public Func<IDeliveryContext, Task<DeliveryResult>> Deliver { get; set; } =
        static _ => Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = "1" });

    /// <summary>What was sent, by the names of its files.</summary>
    public List<string> Sent { get; } = [];

    public int Prepared { get; private set; }

    public override ExtensionLease<IDistributor> Create() => new(new Distributor(this), new NoScope());

    private sealed class Distributor(MediaNetwork network) : IDistributor, IPostMedia, IPostPreparer
    {
        public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
            Task.FromResult(network.Limits);

        public Task<PrepareResult> PrepareAsync(V1.Post post, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Prepared++;
            return network.Prepare(context, cancellationToken);
        }

        public Task<DeliveryResult> DeliverAsync(V1.Post post, IDeliveryContext context, CancellationToken cancellationToken)
        {
            network.Sent.Add(string.Join(", ", context.Media.Select(static m => m.File.FileName)));
            return network.Deliver(context);
        }
    }
}
