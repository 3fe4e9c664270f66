using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Import.History;

/// <summary>A platform that tells of the past, in pages as the test writes them.</summary>
internal sealed class RememberingPlatform(string id = "tube") : PlatformExtension
{
    public const int UnitsPerDay = 100;

    /// <summary>The page behind a cursor.</summary>
    public Func<string?, HistoryPage> Page { get; set; } = static _ => new() { Broadcasts = [] };

    public List<string?> Asked { get; } = [];

    public long AtLeast { get; set; } = 3;

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = id,
            DisplayName = id,
            Metrics = [MetricIds.ChatMessages, MetricIds.Likes, MetricIds.ViewersConcurrent],
        };

    public override IReadOnlyList<string> Capabilities => Capability.Of(typeof(Adapter));

    public override ExtensionLease<IPlatformAdapter> Create() => new(new Adapter(this), new NoScope());

    private sealed class Adapter(RememberingPlatform platform) : IPlatformAdapter, IBroadcastHistory, IQuotaPlatform
    {
        public IReadOnlyList<QuotaBucket> QuotaBuckets =>
            [
                new()
                {
                    Id = "units",
                    Label = "units",
                    UnitsPerDay = UnitsPerDay,
                    Reserve = 10,
                    TimeZone = "UTC",
                },
            ];

        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) => Task.Delay(-1, cancellationToken);

        public Task<IReadOnlyList<HistoryCost>> EstimateHistoryAsync(
            HistoryWindow window,
            IChannelContext context,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<IReadOnlyList<HistoryCost>>([
                new()
                {
                    Bucket = "units",
                    AtLeast = platform.AtLeast,
                    AtMost = platform.AtLeast + 2,
                },
            ]);

        public Task<HistoryPage> ReadHistoryAsync(
            HistoryWindow window,
            string? cursor,
            IChannelContext context,
            CancellationToken cancellationToken
        )
        {
            platform.Asked.Add(cursor);
            return Task.FromResult(platform.Page(cursor));
        }
    }
}
