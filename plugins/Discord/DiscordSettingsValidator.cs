using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Discord;

/// <summary>What the attributes cannot say.</summary>
internal sealed class DiscordSettingsValidator : IValidateOptions<DiscordSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DiscordSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the webhook's address, which is the key.</summary>
    public static string? Explain(DiscordSettings settings) =>
        settings.Url is null ? "The webhook's address (url) is not set."
        : WebhookAddress.TryParse(settings.Url) is null
            ? "The webhook's address (url) must be as Discord shows it, https://discord.com/api/webhooks/ID/TOKEN, with nothing after it."
        : !SecureAddress.Is(settings.BaseAddress)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine)."
        : !IsSnowflakeOrEmpty(settings.ThreadId) ? "The thread (threadId) must be an id of up to 20 digits, or empty."
        : null;

    private static bool IsSnowflakeOrEmpty(string id) => id.Length <= 20 && id.All(char.IsAsciiDigit);
}
