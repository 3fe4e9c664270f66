using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.Discord;

/// <summary>
/// One message through a webhook (https://docs.discord.com/developers/resources/webhook#execute-webhook). Discord knows no key of
/// ours and a webhook cannot read its channel, so nobody can look for a message whose answer was lost: this is no
/// <see cref="IPostFinder"/>, and such a delivery waits for a person.
/// </summary>
internal sealed class DiscordDistributor(DiscordSettings settings, GoneWebhooks gone)
    : IDistributor,
        IPostMeasure,
        IPostMedia,
        IPostEditor,
        IPostRemover
{
    /// <summary>Of a message's content, in UTF-16 units.</summary>
    public const int MaxLength = 2000;

    private const int MaxFiles = 10;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var maxBytes = settings.MaxFileMiB * 1024L * 1024;
        return Task.FromResult(
            new MediaLimits
            {
                MaxFiles = MaxFiles,
                MayMix = true,
                Images = new ImageLimits { MaxBytes = maxBytes },
                Videos = new VideoLimits { MaxBytes = maxBytes },
            }
        );
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (DiscordSettingsValidator.Explain(settings) is { } fault)
        {
            return Rejected(fault);
        }

        if (context.Rendered is not { } rendered)
        {
            return Rejected("The post was never made to Discord's measure. Post it again.");
        }

        var webhook = WebhookAddress.TryParse(settings.Url!)!;
        var address = webhook.Address(settings.BaseAddress);
        if (gone.Contains(address))
        {
            return Rejected(
                "Discord said before that the webhook is gone, so it was not asked again. Make a new one and enter its address, or turn Discord off."
            );
        }

        OnceContent content;
        try
        {
            content = context.Media.Count > 0 ? DiscordMessage.Write(rendered.Text, context.Media) : DiscordMessage.Write(rendered.Text);
        }
        catch (AdapterException e)
        {
            // A file that cannot be opened; nothing left.
            return Rejected(e.Message);
        }

        using (content)
        {
            return await SendAsync(content, webhook, address, context.Clock, cancellationToken);
        }
    }

    private async Task<DeliveryResult> SendAsync(
        OnceContent content,
        WebhookAddress webhook,
        Uri address,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress.Posting(address, settings.ThreadId));
        request.Headers.UserAgent.ParseAdd("LiveIp-Discord/0.1");
        return await SingleAttempt.SendAsync(
            request,
            content,
            settings.Timeout,
            clock,
            async (response, cancellation) =>
            {
                var json = await JsonAnswer.ReadAsync(response, cancellation);
                if (DiscordAnswer.IsGone((int)response.StatusCode, json))
                {
                    gone.Add(address);
                }

                return DiscordAnswer.Read(response, json, webhook.Token, clock.GetUtcNow());
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        Fault(remoteId)
        ?? (
            context.Rendered is { } rendered
                ? await DiscordChanges.SendAsync(
                    settings,
                    gone,
                    remoteId,
                    new DiscordEdit(rendered.Text, HasFiles: context.Media.Count > 0),
                    context.Clock,
                    cancellationToken
                )
                : ChangeCall.Result(ChangeOutcome.Rejected, "The post was never made to Discord's measure.")
        );

    /// <inheritdoc/>
    public async Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        Fault(remoteId) ?? await DiscordChanges.SendAsync(settings, gone, remoteId, edit: null, context.Clock, cancellationToken);

    private ChangeResult? Fault(string remoteId) =>
        DiscordSettingsValidator.Explain(settings) is { } fault ? ChangeCall.Result(ChangeOutcome.Rejected, fault)
        : remoteId.Length is 0 or > 20 || !remoteId.All(char.IsAsciiDigit)
            ? ChangeCall.Result(ChangeOutcome.Rejected, "It is not known which message it is.")
        : null;

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
