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
internal sealed class WebhookDistributor(WebhookSettings settings) : IDistributor
{
    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (WebhookSettingsValidator.Explain(settings) is { } fault)
        {
            return Rejected(fault);
        }

        var now = context.Clock.GetUtcNow();
        var body = WebhookPayload.Write(post, now);
        if (body.Length > WebhookPayload.MaxBytes)
        {
            return Rejected($"The message is {body.Length} bytes long; a webhook carries {WebhookPayload.MaxBytes}.");
        }

        using var content = new OnceContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url);
        var key = SigningKey.TryParse(settings.Secret)!;
        var seconds = now.ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", context.IdempotencyKey);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", key.Sign(context.IdempotencyKey, seconds, body));
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
