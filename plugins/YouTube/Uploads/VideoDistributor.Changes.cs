using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Uploads;

// What is done with a video that is there: said anew, taken away, counted.
internal sealed partial class VideoDistributor : IPostEditor, IPostRemover, IPostMetrics
{
    /// <summary>videos.update replaces all of what is said, so the category that it has is said again.</summary>
    /// <inheritdoc/>
    public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            async api =>
            {
                if (context.Rendered is not { } rendered)
                {
                    return Ended(ChangeOutcome.Rejected, "The host gave no text for the video.");
                }

                if (await api.VideoSnippetAsync(remoteId, cancellationToken) is not { } known)
                {
                    return Ended(ChangeOutcome.Gone, "The video is not there any more, so there is nothing to edit.");
                }

                var wished = VideoForm.Snippet(post, rendered, known.CategoryId);
                (wished.DefaultLanguage, wished.DefaultAudioLanguage) = (
                    wished.DefaultLanguage ?? known.DefaultLanguage,
                    known.DefaultAudioLanguage
                );
                await api.UpdateVideoAsync(remoteId, wished, cancellationToken);
                return Ended(ChangeOutcome.Done);
            },
            static _ => Ended(ChangeOutcome.Gone, "The video is not there any more, so there is nothing to edit.")
        );

    /// <inheritdoc/>
    public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            async api =>
            {
                await api.DeleteVideoAsync(remoteId, cancellationToken);
                return Ended(ChangeOutcome.Done);
            },
            static _ => Ended(ChangeOutcome.Done, "It was not there any more.")
        );

    /// <inheritdoc/>
    public async Task<PostMetrics> ReadMetricsAsync(DeliveredPost post, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var api = Client(
            post.Channel ?? throw new AdapterException(FailureKind.SignInRequired, "The channel of the video is not connected any more.")
        );
        if (await api.VideoAsync(post.RemoteId, cancellationToken) is not { } video)
        {
            return PostMetrics.Gone;
        }

        // Numbers that the channel hides are not told; that is not 0.
        return new PostMetrics
        {
            Values =
            [
                Metric(PostMetricKind.Views, "viewCount", video.Statistics?.ViewCount),
                Metric(PostMetricKind.Likes, "likeCount", video.Statistics?.LikeCount),
                Metric(PostMetricKind.Replies, "commentCount", video.Statistics?.CommentCount),
            ],
        };
    }

    private static PostMetric Metric(PostMetricKind kind, string name, ulong? value) =>
        new()
        {
            Kind = kind,
            Name = name,
            Value = value is <= long.MaxValue ? (long)value : null,
        };

    private async Task<ChangeResult> ChangeAsync(
        IDeliveryContext context,
        Func<YouTubeClient, Task<ChangeResult>> change,
        Func<AdapterException, ChangeResult> missing
    )
    {
        try
        {
            using var api = Client(context.Channel!);
            return await change(api);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.NotFound)
        {
            return missing(e);
        }
        catch (AdapterException e)
        {
            var outcome =
                e.Kind == FailureKind.OutcomeUnknown ? ChangeOutcome.Unconfirmed
                : IsForGood(e) ? ChangeOutcome.Rejected
                : ChangeOutcome.NotDone;
            return Ended(outcome, e.Message) with { RetryAfter = e.RetryAfter };
        }
    }

    private static ChangeResult Ended(ChangeOutcome outcome, string? detail = null) => new() { Outcome = outcome, Detail = detail };
}
