using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch;

// A broadcast begins and ends with the encoder; only what the channel says of it can be set.
internal sealed partial class TwitchAdapter : IBroadcastDetails, ICategorySearch, IIngestEndpoints
{
    /// <inheritdoc/>
    public BroadcastFields DetailFields =>
        BroadcastFields.Title | BroadcastFields.Category | BroadcastFields.Tags | BroadcastFields.Language;

    /// <inheritdoc/>
    public IReadOnlyList<DetailProblem> CheckDetails(BroadcastDetails details) => DetailRules.Check(details);

    /// <inheritdoc/>
    public async Task SetDetailsAsync(
        string? broadcast,
        BroadcastDetails details,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        // Twitch refuses an update of nothing.
        if (details.Given != BroadcastFields.None)
        {
            await Channels(context).UpdateAsync(context.Channel.Id, details, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformCategory>> SearchCategoriesAsync(
        string text,
        IChannelContext context,
        CancellationToken cancellationToken
    ) => Channels(context).SearchAsync(text, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestEndpoint>> ListIngestAsync(IChannelContext context, CancellationToken cancellationToken) =>
        [
            new IngestEndpoint
            {
                Server = new Uri(settings.IngestServer),
                Key = await Channels(context).StreamKeyAsync(context.Channel.Id, cancellationToken),
            },
        ];

    private ChannelsClient Channels(IChannelContext context) => new(new HelixClient(settings, http, context));
}
