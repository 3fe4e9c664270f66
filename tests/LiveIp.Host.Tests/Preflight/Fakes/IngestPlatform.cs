using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Preflight.Fakes;

/// <summary>A platform that tells whether an account may go live, and where its encoder sends to.</summary>
internal sealed class IngestPlatform : PlatformExtension
{
    public Func<Task<LiveStreamingReport>> Enabled { get; set; } =
        static () => Task.FromResult(new LiveStreamingReport { IsEnabled = true, Detail = "It may." });

    public IReadOnlyList<IngestEndpoint> Endpoints { get; set; } = [];

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = "test",
            DisplayName = "Test",
            Metrics = [],
        };

    public override IReadOnlyList<string> Capabilities => ["ingest", "live_streaming_check"];

    public override ExtensionLease<IPlatformAdapter> Create() => new(new Adapter(this), new NoScope());

    private sealed class Adapter(IngestPlatform platform) : IPlatformAdapter, IIngestEndpoints, ILiveStreamingCheck
    {
        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new ChannelIdentity { Id = input, DisplayName = input });

        public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
        {
            connection.ReportOnline(Continuity.FromNow, TimeSpan.FromHours(1));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        public Task<IReadOnlyList<IngestEndpoint>> ListIngestAsync(IChannelContext context, CancellationToken cancellationToken) =>
            Task.FromResult(platform.Endpoints);

        public Task<LiveStreamingReport> CheckLiveStreamingAsync(IChannelContext context, CancellationToken cancellationToken) =>
            platform.Enabled();
    }
}
