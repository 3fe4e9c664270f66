using LiveIp.Contracts;
using LiveIp.Plugins.Sending;
using LiveIp.Plugins.Webhook.Signing;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Webhook;

/// <summary>Where to send, and the key that both sides know.</summary>
internal sealed class WebhookSettings
{
    /// <summary>A secret as well: whoever knows the address of a chat's webhook writes there.</summary>
    [Setting("Address", LabelZh = "地址", Help = "https; plain http on this machine only.", Required = true, Secret = true)]
    public Uri? Url { get; set; }

    [Setting(
        "Signing secret",
        LabelZh = "签名密钥",
        Help = "whsec_ and the base64 of 24 to 64 random bytes, as Standard Webhooks defines it. The receiver checks with the same.",
        Required = true,
        Secret = true
    )]
    public string Secret { get; set; } = "";

    [Setting(
        "Time for an answer",
        LabelZh = "等待应答（秒）",
        Help = "Seconds. After it the delivery counts as unconfirmed: it may have arrived, and is not sent again by itself.",
        Advanced = true,
        Minimum = 1,
        Maximum = 60
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What the attributes cannot say.</summary>
internal sealed class WebhookSettingsValidator : IValidateOptions<WebhookSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebhookSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the secret or the address: both may be keys.</summary>
    public static string? Explain(WebhookSettings settings) =>
        settings.Url is not { IsAbsoluteUri: true } url ? "The webhook's address is not set."
        : !SecureAddress.Is(url) ? "The webhook's address must begin with https:// (http:// only on this machine)."
        : SigningKey.TryParse(settings.Secret) is null
            ? $"The signing secret must be {SigningKey.Prefix} and the base64 of {SigningKey.MinBytes} to {SigningKey.MaxBytes} bytes."
        : null;
}
