using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>
/// Publishes videos on a connected YouTube channel. An upright or square one of up to three minutes becomes a Short by itself: YouTube has
/// no flag for it.
/// </summary>
internal sealed partial class VideoDistributor(VideoSettings settings)
    : IChannelDistributor,
        IPostMeasure,
        IPostMedia,
        IPostPreparer,
        IPostFinder
{
    /// <summary>256 GiB, videos: insert.</summary>
    private const long MaxBytes = 256L * 1024 * 1024 * 1024;

    /// <summary>General knowledge; no document that was read gives a length.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestShort = TimeSpan.FromMinutes(3);

    public static DistributorDescriptor Descriptor =>
        new()
        {
            Id = "youtube-video",
            DisplayName = "YouTube video",
            DisplayNameZh = "YouTube 视频",
            Platform = "youtube",
        };

    /// <inheritdoc/>
    public string Channel => settings.Channel;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf8Byte, MaxLength = VideoForm.MaxDescription });

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new MediaLimits
            {
                MaxFiles = 1,
                IsRequired = true,
                Videos = new VideoLimits { MaxBytes = MaxBytes, MaxDuration = MaxDuration },
            }
        );

    /// <inheritdoc/>
    public async Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context.Channel!);
        await Upload(api, post, context).PrepareAsync(settings.NotifySubscribers, cancellationToken);
        return PrepareResult.Ready;
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var api = Client(context.Channel!);
            var upload = Upload(api, post, context);
            return await upload.CommitAsync(cancellationToken) is { } video
                ? Delivered(video, context)
                : new DeliveryResult
                {
                    Outcome = DeliveryOutcome.NotSent,
                    Detail = "YouTube has no upload of this form any more; nothing was published, and it is uploaded anew.",
                };
        }
        catch (AdapterException e)
        {
            return new DeliveryResult
            {
                Outcome =
                    e.Kind == FailureKind.OutcomeUnknown ? DeliveryOutcome.Unconfirmed
                    : IsForGood(e) ? DeliveryOutcome.Rejected
                    : DeliveryOutcome.NotSent,
                Detail = e.Message,
                RetryAfter = e.RetryAfter,
            };
        }
    }

    /// <summary>The session tells: it knows the video that it became, or how much is missing.</summary>
    /// <inheritdoc/>
    public async Task<FoundPost> FindAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context.Channel!);
        var state = await Upload(api, post, context).AskAsync(cancellationToken);
        return state switch
        {
            { Video: { } video } => Found(video, context),
            // A session that is gone tells nothing of what became of it.
            { IsGone: true } => throw new AdapterException(FailureKind.Refused, "YouTube does not know this upload any more."),
            _ => FoundPost.NotThere,
        };
    }

    private VideoUpload Upload(YouTubeClient api, Post post, IDeliveryContext context)
    {
        var rendered =
            context.Rendered
            ?? throw new AdapterException(FailureKind.Refused, "The post was never made to YouTube's measure. Post it again.");
        var media =
            context.Media.FirstOrDefault(static m => m.File.Kind == MediaFile.Types.Kind.Video)
            ?? throw new AdapterException(FailureKind.Refused, "There is no video to upload.");
        return new VideoUpload(api, media, VideoForm.Of(post, rendered, settings), context);
    }

    private YouTubeClient Client(IChannelContext channel) => new(new YouTubeSettings { RestBaseUri = settings.RestBaseUri }, channel);

    private DeliveryResult Delivered(Video video, IDeliveryContext context)
    {
        var found = Found(video, context);
        return new DeliveryResult
        {
            Outcome = DeliveryOutcome.Delivered,
            RemoteId = found.RemoteId,
            RemoteUri = found.RemoteUri,
            Detail = Locked(video),
        };
    }

    /// <summary>What an unaudited project uploads is private, and YouTube says no more of it than that.</summary>
    private string? Locked(Video video) =>
        video.Status?.PrivacyStatus is { } privacy && !privacy.Equals(settings.Privacy.ToString(), StringComparison.OrdinalIgnoreCase)
            ? $"YouTube made it {privacy}, though {settings.Privacy.ToString().ToLowerInvariant()} was asked for: "
                + "as long as Google has not audited your Cloud project, its uploads stay private. Change it in YouTube Studio."
            : null;

    private static FoundPost Found(Video video, IDeliveryContext context) =>
        video.Id is { } id && UnreadableSample.IsId(id)
            ? new FoundPost
            {
                IsThere = true,
                RemoteId = id,
                RemoteUri = new Uri(
                    IsShort(context.Media)
                        ? $"https://www.youtube.com/shorts/{Uri.EscapeDataString(id)}"
                        : $"https://www.youtube.com/watch?v={Uri.EscapeDataString(id)}"
                ),
            }
            : new FoundPost { IsThere = true };

    private static bool IsShort(IReadOnlyList<IMediaContent> media) =>
        media.Any(static m =>
            m.File is { IsProbed: true, Kind: MediaFile.Types.Kind.Video } f
            && f.Height >= f.Width
            && f.Duration.ToTimeSpan() <= LongestShort
        );

    private static bool IsForGood(AdapterException e) =>
        e.Kind is FailureKind.Refused or FailureKind.SignInRequired or FailureKind.NotFound or FailureKind.ProtocolChanged;
}
