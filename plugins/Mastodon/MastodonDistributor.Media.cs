using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Media;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon;

// Files are uploaded before the status, which only names them.
internal sealed partial class MastodonDistributor : IPostMedia, IPostPreparer
{
    /// <summary>How long an instance that is at work on a file is left alone.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        (await TakesAsync(clock, cancellationToken)).Media;

    /// <inheritdoc/>
    public async Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (context.Media.Count == 0)
        {
            return PrepareResult.Ready;
        }

        if (MastodonSettingsValidator.Explain(settings) is { } fault)
        {
            return new PrepareResult { Outcome = PrepareOutcome.Rejected, Detail = fault };
        }

        try
        {
            var uploads = new MediaUploads(_client, MediaCheckpoint.Of(context, settings), context);
            return await uploads.UploadAsync(cancellationToken)
                ? PrepareResult.Ready
                : new PrepareResult
                {
                    Outcome = PrepareOutcome.Working,
                    Detail = "The instance makes the files ready.",
                    RetryAfter = Poll,
                };
        }
        catch (AdapterException e)
        {
            return new PrepareResult
            {
                Outcome = e.Kind is FailureKind.Transient or FailureKind.RateLimited ? PrepareOutcome.NotReady : PrepareOutcome.Rejected,
                Detail = e.Message,
                RetryAfter = e.RetryAfter,
            };
        }
        catch (NoAnswerException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new PrepareResult { Outcome = e.IsBlocked ? PrepareOutcome.Rejected : PrepareOutcome.NotReady, Detail = e.Message };
        }
    }
}
