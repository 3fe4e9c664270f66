using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Moments;

namespace LiveIp.Plugins.Twitch;

// Moments of the live stream.
internal sealed partial class TwitchAdapter : IStreamMarkers, IClips
{
    /// <inheritdoc/>
    public int MaxMarkerNote => MarkersClient.MaxDescription;

    /// <inheritdoc/>
    /// <remarks>Helix reference, Create Clip: 5 to 60 s. It gives no length of a title; 140 is that of a stream's.</remarks>
    public ClipLimits ClipLimits { get; } =
        new()
        {
            MaxTitle = 140,
            MinLength = TimeSpan.FromSeconds(5),
            MaxLength = TimeSpan.FromSeconds(60),
        };

    /// <inheritdoc/>
    public Task<PlatformMarker> SetMarkerAsync(string note, IChannelContext context, CancellationToken cancellationToken) =>
        new MarkersClient(new HelixClient(settings, http, context), context.Channel.Id).CreateAsync(note, cancellationToken);

    /// <inheritdoc/>
    public Task<RequestedClip> RequestClipAsync(ClipOrder order, IChannelContext context, CancellationToken cancellationToken) =>
        Clips(context).CreateAsync(order, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformClip?> FindClipAsync(string id, IChannelContext context, CancellationToken cancellationToken) =>
        Clips(context).FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformClip>> ListOwnClipsAsync(
        DateTimeOffset createdAfter,
        IChannelContext context,
        CancellationToken cancellationToken
    ) => Clips(context).OwnAsync(createdAfter, context.Clock.GetUtcNow(), cancellationToken);

    private ClipsClient Clips(IChannelContext context) => new(new HelixClient(settings, http, context), context.Channel.Id);
}
