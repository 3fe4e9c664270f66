using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>The single calls to a channel's platform, each within its time.</summary>
internal sealed class PlatformSteps(ChannelActions actions, IExtensionRegistry registry)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>While its plugin is not loaded, nobody knows what the platform can do.</summary>
    public bool IsLoaded(ChannelRecord channel) => registry.FindPlatform(channel.Platform) is not null;

    public bool IsCommanded(ChannelRecord channel) => actions.Offers<IBroadcastControl>(channel);

    public bool TakesDetails(ChannelRecord channel) => actions.Offers<IBroadcastDetails>(channel);

    public bool HasIngest(ChannelRecord channel) => actions.Offers<IIngestEndpoints>(channel);

    public bool TakesThumbnail(ChannelRecord channel) => actions.Offers<IBroadcastThumbnail>(channel);

    /// <summary>What the platform has of these, and what it would refuse of them.</summary>
    public Task<(BroadcastFields Fields, IReadOnlyList<DetailProblem> Problems)> CheckAsync(
        ChannelRecord channel,
        BroadcastDetails details,
        CancellationToken ct
    ) =>
        actions.AskAsync<IBroadcastDetails, (BroadcastFields, IReadOnlyList<DetailProblem>)>(
            channel,
            platform => (platform.DetailFields, platform.CheckDetails(details.Only(platform.DetailFields))),
            ct
        );

    public Task DescribeAsync(ChannelRecord channel, string? broadcast, BroadcastDetails details, CancellationToken ct) =>
        actions.UseAsync<IBroadcastDetails, bool>(
            channel,
            async (platform, context, c) =>
            {
                await platform.SetDetailsAsync(broadcast, details, context, c);
                return true;
            },
            Limit,
            mutates: true,
            ct
        );

    public Task<int> MaxThumbnailBytesAsync(ChannelRecord channel, CancellationToken ct) =>
        actions.AskAsync<IBroadcastThumbnail, int>(channel, static platform => platform.MaxThumbnailBytes, ct);

    public Task SetThumbnailAsync(ChannelRecord channel, string broadcast, BroadcastThumbnail thumbnail, CancellationToken ct) =>
        actions.UseAsync<IBroadcastThumbnail, bool>(
            channel,
            async (platform, context, c) =>
            {
                await platform.SetThumbnailAsync(broadcast, thumbnail, context, c);
                return true;
            },
            Limit,
            mutates: true,
            ct
        );

    public Task<TimeSpan> SoonestStartAsync(ChannelRecord channel, CancellationToken ct) =>
        actions.AskAsync<IBroadcastControl, TimeSpan>(channel, static platform => platform.SoonestStart, ct);

    public Task<IReadOnlyList<PlatformBroadcast>> FindAsync(ChannelRecord channel, DateTimeOffset createdAfter, CancellationToken ct) =>
        LookAsync<IBroadcastControl, IReadOnlyList<PlatformBroadcast>>(
            channel,
            (platform, context, c) => platform.FindBroadcastsAsync(createdAfter, context, c),
            ct
        );

    public Task<PlatformBroadcast?> GetAsync(ChannelRecord channel, string id, CancellationToken ct) =>
        LookAsync<IBroadcastControl, PlatformBroadcast?>(channel, (platform, context, c) => platform.GetBroadcastAsync(id, context, c), ct);

    public Task<IReadOnlyList<IngestEndpoint>> IngestAsync(ChannelRecord channel, CancellationToken ct) =>
        LookAsync<IIngestEndpoints, IReadOnlyList<IngestEndpoint>>(
            channel,
            static (platform, context, c) => platform.ListIngestAsync(context, c),
            ct
        );

    public Task<PlatformBroadcast> CreateAsync(ChannelRecord channel, BroadcastDraft draft, CancellationToken ct) =>
        ActAsync(channel, (platform, context, c) => platform.CreateBroadcastAsync(draft, context, c), ct);

    public Task<IngestEndpoint> CreateIngestAsync(ChannelRecord channel, string title, CancellationToken ct) =>
        ActAsync(channel, (platform, context, c) => platform.CreateIngestAsync(title, context, c), ct);

    public Task BindAsync(ChannelRecord channel, string id, string ingest, CancellationToken ct) =>
        ActAsync(channel, (platform, context, c) => platform.BindBroadcastAsync(id, ingest, context, c), ct);

    public Task StartAsync(ChannelRecord channel, string id, CancellationToken ct) =>
        ActAsync(channel, (platform, context, c) => platform.StartBroadcastAsync(id, context, c), ct);

    public Task EndAsync(ChannelRecord channel, string id, CancellationToken ct) =>
        ActAsync(channel, (platform, context, c) => platform.EndBroadcastAsync(id, context, c), ct);

    private Task<TResult> LookAsync<TCapability, TResult>(
        ChannelRecord channel,
        Func<TCapability, IChannelContext, CancellationToken, Task<TResult>> look,
        CancellationToken ct
    )
        where TCapability : class => actions.UseAsync(channel, look, Limit, mutates: false, ct);

    private Task<TResult> ActAsync<TResult>(
        ChannelRecord channel,
        Func<IBroadcastControl, IChannelContext, CancellationToken, Task<TResult>> act,
        CancellationToken ct
    ) => actions.UseAsync(channel, act, Limit, mutates: true, ct);

    private Task<bool> ActAsync(
        ChannelRecord channel,
        Func<IBroadcastControl, IChannelContext, CancellationToken, Task> act,
        CancellationToken ct
    ) =>
        ActAsync(
            channel,
            async (platform, context, c) =>
            {
                await act(platform, context, c);
                return true;
            },
            ct
        );
}
