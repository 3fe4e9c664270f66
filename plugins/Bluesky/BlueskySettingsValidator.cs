using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Bluesky;

/// <summary>What the attributes cannot say.</summary>
internal sealed class BlueskySettingsValidator : IValidateOptions<BlueskySettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BlueskySettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the password.</summary>
    public static string? Explain(BlueskySettings settings) =>
        string.IsNullOrWhiteSpace(settings.Identifier) ? "The handle is not set."
        : settings.Identifier.StartsWith('@') ? "The handle is written without @."
        : settings.AppPassword.Length == 0 ? "The app password is not set."
        : settings.Server is not { IsAbsoluteUri: true } server ? "The server must be a whole address, such as https://bsky.social."
        : !SecureAddress.Is(server) ? "The server's address must begin with https:// (http:// only on this machine)."
        : server.UserInfo.Length > 0 || server.PathAndQuery != "/" ? "The server's address is only its name, without a path or a sign-in."
        : !SecureAddress.Is(settings.VideoService) ? "The video service's address must begin with https://."
        : null;
}
