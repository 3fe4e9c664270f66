using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Douyin;

/// <summary>What the attributes cannot say.</summary>
internal sealed class DouyinSettingsValidator : IValidateOptions<DouyinSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DouyinSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the token.</summary>
    public static string? Explain(DouyinSettings settings) =>
        !IsWord(settings.OpenId) ? "The open id (openId) must be as Douyin gives it, letters, digits, '-' and '_'."
        : !IsWord(settings.AccessToken) ? "The access token (accessToken) must be as Douyin gives it, act.…"
        : !SecureAddress.Is(settings.BaseAddress)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine)."
        : null;

    private static bool IsWord(string text) =>
        text.Length is >= 8 and <= 300 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
