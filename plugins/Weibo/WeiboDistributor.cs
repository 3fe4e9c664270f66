using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Sending;
using LiveIp.Plugins.Text;
using LiveIp.V1;

namespace LiveIp.Plugins.Weibo;

/// <summary>
/// One post by statuses/share, the only writing call that Weibo gives every app. Weibo knows no key of ours, and no document says
/// that an ordinary app may read the account's posts, so nobody can look for one whose answer was lost: this is no
/// <see cref="IPostFinder"/>, and such a delivery waits for a person.
/// </summary>
internal sealed class WeiboDistributor(WeiboSettings settings, DayBudget budget) : IDistributor, IPostMeasure, IPostMedia
{
    /// <summary>140 Chinese characters, in half-widths.</summary>
    public const int MaxLength = 280;

    /// <summary>Of a picture: "less than 5 MB", whichever megabyte is meant.</summary>
    public const int MaxPictureBytes = 4_999_999;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new PostLimits
            {
                Unit = TextUnit.HalfWidth,
                MaxLength = MaxLength,
                Tags = TagStyle.None,
            }
        );

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new MediaLimits
            {
                MaxFiles = 1,
                Images = new ImageLimits { ContentTypes = ["image/jpeg", "image/gif", "image/png"], MaxBytes = MaxPictureBytes },
            }
        );

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (WeiboSettingsValidator.Explain(settings) is { } fault)
        {
            return Rejected(fault);
        }

        if (context.Rendered is not { } rendered)
        {
            return Rejected("The post was never made to Weibo's measure. Post it again.");
        }

        if (HalfWidths.Of(rendered.Text) is var length && length > MaxLength)
        {
            return Rejected($"The text is longer than Weibo takes ({length} of {MaxLength} half-widths).");
        }

        if (WeiboPost.Fault(rendered, settings.Domain) is { } refused)
        {
            return Rejected(refused);
        }

        OnceContent content;
        try
        {
            content = WeiboPost.Write(rendered.Text, context.Media is [var picture, ..] ? picture : null, settings);
        }
        catch (AdapterException e)
        {
            // A picture that cannot be opened; nothing left, and no call was spent.
            return Rejected(e.Message);
        }

        using (content)
        {
            return budget.Take(settings.AccessToken, context.Clock.GetUtcNow()) is { } pause
                ? new DeliveryResult
                {
                    Outcome = DeliveryOutcome.NotSent,
                    Detail = $"Weibo takes {DayBudget.Calls} calls a day for an account, and these are used up; it was not asked.",
                    RetryAfter = pause,
                }
                : await SendAsync(content, context, cancellationToken);
        }
    }

    private async Task<DeliveryResult> SendAsync(OnceContent content, IDeliveryContext context, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(settings.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/2/statuses/share.json")
        );
        request.Headers.UserAgent.ParseAdd("LiveIp-Weibo/0.1");
        return await SingleAttempt.SendAsync(
            request,
            content,
            settings.Timeout,
            context.Clock,
            async (response, cancellation) =>
            {
                var json = await JsonAnswer.ReadAsync(response, cancellation);
                var now = context.Clock.GetUtcNow();
                var result = WeiboAnswer.Read(response, json, settings.AccessToken, now);
                if (result.RetryAfter is { } pause && WeiboAnswer.Code(json) is { } code && WeiboCodes.IsBudget(code))
                {
                    budget.Close(settings.AccessToken, pause, now);
                }

                return result;
            },
            cancellationToken
        );
    }

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
