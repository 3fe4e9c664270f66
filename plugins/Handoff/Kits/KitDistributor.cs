using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>
/// A network without any interface for private persons: a caption to its measure, the page on which one publishes, and what to do there.
/// </summary>
/// <param name="maxLength">
/// Of the text, in UTF-16 units. None of these networks says how it counts; no way of counting finds more than these.
/// </param>
/// <param name="page">Where one publishes from a computer.</param>
internal abstract class KitDistributor(AccountSettings settings, string name, string chineseName, int maxLength, string page)
    : IHandoff,
        IPostMeasure,
        IPostMedia
{
    /// <summary>What these networks take at most is shown on their pages when it is too much; none of them publishes it for programs.</summary>
    private const int MaxFiles = 20;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = maxLength });

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new MediaLimits
            {
                MaxFiles = MaxFiles,
                Images = new ImageLimits(),
                Videos = new VideoLimits(),
                Cover = new ImageLimits(),
            }
        );

    /// <inheritdoc/>
    public Task<HandoffKit> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var caption = Caption.Of(context, name, static text => text.Length, maxLength);
        return Task.FromResult(
            new HandoffKit
            {
                Caption = caption,
                Address = new Uri(page),
                Steps =
                [
                    new(
                        $"Open {page}, or the app on your phone, and sign in as {settings.Account}.",
                        $"打开 {page} 或手机 App，用账号“{settings.Account}”登录。"
                    ),
                    .. Steps(post, KitFiles.Of(context.Media)),
                    new($"Publish on {name}, then say that it is there.", $"在{chineseName}发布，然后回来确认已发布。"),
                ],
            }
        );
    }

    /// <summary>Between signing in and publishing.</summary>
    protected abstract IEnumerable<HandoffAction> Steps(Post post, KitFiles files);
}
