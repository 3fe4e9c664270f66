using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Media;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky;

// Files are uploaded before the post that shows them, which only names them.
internal sealed partial class BlueskyDistributor : IPostMedia, IPostPreparer
{
    /// <summary>How long the video service is left alone.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly ImageLimits Images = new()
    {
        ContentTypes = ["image/jpeg", "image/png", "image/webp", "image/gif"],
        MaxBytes = 2_000_000,
        NeedsAltText = true,
    };

    private static readonly MediaLimits Limits = new()
    {
        MaxFiles = 4,
        Images = Images,
        Videos = new VideoLimits
        {
            ContentTypes = ["video/mp4"],
            MaxBytes = 300_000_000,
            MaxDuration = TimeSpan.FromMinutes(10),
        },
        // The thumb of app.bsky.embed.external.
        Cover = Images with
        {
            MaxBytes = 1_000_000,
            NeedsAltText = false,
        },
    };

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.FromResult(Limits);

    /// <inheritdoc/>
    public async Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (context.Media.Count == 0)
        {
            return PrepareResult.Ready;
        }

        if (BlueskySettingsValidator.Explain(settings) is { } fault)
        {
            throw new AdapterException(FailureKind.Refused, fault);
        }

        try
        {
            var service = settings.PreparesVideos ? settings.VideoService : null;
            return await new BlobUploads(_account, sessions, service, context).UploadAsync(cancellationToken)
                ? PrepareResult.Ready
                : PrepareResult.Working(Poll, "Bluesky makes the video ready.");
        }
        catch (NoAnswerException e)
        {
            throw e.AsFailure();
        }
    }
}
