using System.Globalization;
using LiveIp.Contracts;
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
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        var key = SigningKey.TryParse(settings.Secret)!;
        var seconds = now.ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", context.IdempotencyKey);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", key.Sign(context.IdempotencyKey, seconds, body));
        request.Headers.UserAgent.ParseAdd("LiveIp-Webhook/0.1");
        request.Headers.ConnectionClose = true;
        return await SendAsync(request, content, context.Clock, cancellationToken);
    }

    private async Task<DeliveryResult> SendAsync(
        HttpRequestMessage request,
        OnceContent content,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var sender = WebhookSender.Create();
            using var response = await sender.SendAsync(request, either.Token);
            return Answer.Read(response, clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return fault.InnerException is BlockedAddressException blocked
                ? Rejected(blocked.Message)
                : Explain(fault, content.Began, deadline.IsCancellationRequested);
        }
    }

    private DeliveryResult Explain(Exception fault, bool began, bool late)
    {
        var host = settings.Url!.Host;
        var what =
            late ? $"within {settings.Timeout.TotalSeconds:0.###} s"
            : fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? $"({known.HttpRequestError})"
            : fault is OperationCanceledException ? "before the host stopped"
            : "(the connection broke)";
        return began
            ? new DeliveryResult
            {
                Outcome = DeliveryOutcome.Unconfirmed,
                Detail = $"The message went to {host} and no answer came {what}. It may have arrived.",
            }
            : new DeliveryResult { Outcome = DeliveryOutcome.NotSent, Detail = $"{host} could not be reached {what}; nothing was sent." };
    }

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
