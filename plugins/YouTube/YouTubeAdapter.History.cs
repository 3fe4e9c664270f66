using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.History;

namespace LiveIp.Plugins.YouTube;

// What the channel broadcast before.
internal sealed partial class YouTubeAdapter : IBroadcastHistory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryCost>> EstimateHistoryAsync(
        HistoryWindow window,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = HistoryClient(context, out var quota);
        return await new HistoryReader(api, quota, context).EstimateAsync(window, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<HistoryPage> ReadHistoryAsync(
        HistoryWindow window,
        string? cursor,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = HistoryClient(context, out var quota);
        return await new HistoryReader(api, quota, context).ReadAsync(window, cursor, cancellationToken);
    }

    // The past can wait: it must not use up what is kept for a show.
    private YouTubeClient HistoryClient(IChannelContext context, out UnitQuota quota)
    {
        quota = UnitQuota.Reading(context, settings);
        return new YouTubeClient(settings, context, quota);
    }
}
