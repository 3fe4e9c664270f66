using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Douyin.Api;
using LiveIp.Plugins.Douyin.Uploads;
using LiveIp.V1;

namespace LiveIp.Plugins.Douyin;

/// <summary>
/// One video by create_video, of a file that was uploaded before. Douyin knows no key of ours, and with this ability an app may not read
/// the account's videos, so nobody can look for one whose answer was lost: this is no <see cref="IPostFinder"/>.
/// </summary>
internal sealed class DouyinDistributor(DouyinSettings settings) : IDistributor, IPostMeasure, IPostMedia, IPostPreparer
{
    /// <summary>Of the text, in UTF-16 units; the topics in it count.</summary>
    public const int MaxLength = 1000;

    /// <summary>4 GB.</summary>
    private const long MaxBytes = 4L * 1024 * 1024 * 1024;

    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new MediaLimits
            {
                MaxFiles = 1,
                IsRequired = true,
                Videos = new VideoLimits
                {
                    ContentTypes = ["video/mp4", "video/webm"],
                    MaxBytes = MaxBytes,
                    MaxDuration = MaxDuration,
                },
            }
        );

    /// <inheritdoc/>
    public async Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (Refusal(context) is { } refusal)
        {
            throw new AdapterException(FailureKind.Refused, refusal);
        }

        var video =
            context.Media.FirstOrDefault(static m => m.File.Kind == MediaFile.Types.Kind.Video)
            ?? throw new AdapterException(FailureKind.Refused, "There is no video to upload.");
        try
        {
            await new VideoUpload(new DouyinApi(settings, context.Clock), video, context).RunAsync(cancellationToken);
            return PrepareResult.Ready;
        }
        catch (NoAnswerException e)
        {
            throw e.AsFailure();
        }
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (Refusal(context) is { } refusal)
        {
            return Ended(DeliveryOutcome.Rejected, refusal);
        }

        if (UploadCheckpoint.Parse(context.Checkpoint)?.Video is not { } video)
        {
            return Ended(DeliveryOutcome.NotSent, "The video is not uploaded yet; nothing was published.");
        }

        try
        {
            var answer = await new DouyinApi(settings, context.Clock).CreateAsync(video, context.Rendered!.Text, cancellationToken);
            return answer.Result(context.Clock.GetUtcNow());
        }
        catch (NoAnswerException e)
        {
            return e.IsBlocked ? Ended(DeliveryOutcome.Rejected, e.Message)
                : e.MayHaveArrived
                    ? Ended(
                        DeliveryOutcome.Unconfirmed,
                        $"{e.Message.Replace("in time", $"within {settings.Timeout.TotalSeconds:0.###} s", StringComparison.Ordinal)} It may have posted."
                    )
                : Ended(DeliveryOutcome.NotSent, $"{e.Message} Nothing was posted.");
        }
    }

    private string? Refusal(IDeliveryContext context) =>
        DouyinSettingsValidator.Explain(settings) is { } fault ? fault
        : context.Rendered is not { } rendered ? "The post was never made to Douyin's measure. Post it again."
        : string.IsNullOrWhiteSpace(rendered.Text) ? "The post has no text."
        : rendered.Text.Length > MaxLength ? $"The text is longer than Douyin takes ({rendered.Text.Length} of {MaxLength})."
        : null;

    private static DeliveryResult Ended(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}
