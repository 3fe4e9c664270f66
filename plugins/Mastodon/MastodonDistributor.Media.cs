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
            throw new AdapterException(FailureKind.Refused, fault);
        }

        try
        {
            return await new MediaUploads(_client, MediaCheckpoint.Of(context, settings), context).UploadAsync(cancellationToken)
                ? PrepareResult.Ready
                : PrepareResult.Working(Poll, "The instance makes the files ready.");
        }
        catch (NoAnswerException e)
        {
            throw e.AsFailure();
        }
    }
}
