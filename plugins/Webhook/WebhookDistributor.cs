using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Plugins.Sending;
using LiveIp.Plugins.Webhook.Payload;
using LiveIp.Plugins.Webhook.Sending;
using LiveIp.Plugins.Webhook.Signing;
using LiveIp.V1;

namespace LiveIp.Plugins.Webhook;

/// <summary>
/// One signed POST per attempt. The address is a secret too (many services put their key into it), so nothing here repeats more of
/// it than the host name.
/// </summary>
internal sealed class WebhookDistributor(WebhookSettings settings) : IDistributor, IPostEditor, IPostRemover
{
    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var body = WebhookPayload.Write(post, context.Clock.GetUtcNow());
        var result = await SendAsync(context.IdempotencyKey, body, context, cancellationToken);
        return result.Outcome == DeliveryOutcome.Delivered ? result with { RemoteId = post.Name } : result;
    }

    /// <inheritdoc/>
    public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(change => WebhookPayload.WriteEdit(post, context.IdempotencyKey, change.RequestedAt), context, cancellationToken);

    /// <inheritdoc/>
    public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(
            change => WebhookPayload.WriteRemoval(remoteId, context.IdempotencyKey, change.RequestedAt),
            context,
            cancellationToken
        );

    /// <summary>An event of its own. That a repeated one has the same id is what makes the repeating harmless.</summary>
    private async Task<ChangeResult> ChangeAsync(
        Func<ChangeRequest, byte[]> body,
        IDeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Change is not { } change)
        {
            return new ChangeResult { Outcome = ChangeOutcome.Unsupported, Detail = "This host gives a change no id of its own." };
        }

        var sent = await SendAsync(change.Key, body(change), context, cancellationToken);
        return new ChangeResult
        {
            Outcome = sent.Outcome switch
            {
                DeliveryOutcome.Delivered => ChangeOutcome.Done,
                DeliveryOutcome.NotSent => ChangeOutcome.NotDone,
                DeliveryOutcome.Rejected => ChangeOutcome.Rejected,
                _ => ChangeOutcome.Unconfirmed,
            },
            Detail = sent.Detail,
            RetryAfter = sent.RetryAfter,
        };
    }

    /// <param name="id">Of the event, the same in every attempt.</param>
    private async Task<DeliveryResult> SendAsync(string id, byte[] body, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (WebhookSettingsValidator.Explain(settings) is { } fault)
        {
            return Rejected(fault);
        }

        if (body.Length > WebhookPayload.MaxBytes)
        {
            return Rejected($"The message is {body.Length} bytes long; a webhook carries {WebhookPayload.MaxBytes}.");
        }

        using var content = new OnceContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url);
        var key = SigningKey.TryParse(settings.Secret)!;
        var seconds = context.Clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", key.Sign(id, seconds, body));
        request.Headers.UserAgent.ParseAdd("LiveIp-Webhook/0.1");
        return await SingleAttempt.SendAsync(
            request,
            content,
            settings.Timeout,
            context.Clock,
            (response, _) => Task.FromResult(Answer.Read(response, context.Clock.GetUtcNow())),
            cancellationToken
        );
    }

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
