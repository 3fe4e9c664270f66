using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.History;

namespace LiveIp.Plugins.Twitch;

// What the channel broadcast before.
internal sealed partial class TwitchAdapter : IBroadcastHistory
{
    /// <inheritdoc/>
    /// <remarks>Helix has a bucket a minute, and none of the day.</remarks>
    public Task<IReadOnlyList<HistoryCost>> EstimateHistoryAsync(
        HistoryWindow window,
        IChannelContext context,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<HistoryCost>>([]);

    /// <inheritdoc/>
    public Task<HistoryPage> ReadHistoryAsync(
        HistoryWindow window,
        string? cursor,
        IChannelContext context,
        CancellationToken cancellationToken
    ) =>
        new HistoryReader(new VideosClient(new HelixClient(settings, http, context), context.Channel.Id), context.Clock).ReadAsync(
            window,
            cursor,
            cancellationToken
        );
}
