using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Mastodon;

/// <summary>What the attributes cannot say.</summary>
internal sealed class MastodonSettingsValidator : IValidateOptions<MastodonSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MastodonSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the token.</summary>
    public static string? Explain(MastodonSettings settings) =>
        settings.Instance is not { IsAbsoluteUri: true } instance ? "The instance must be a whole address, such as https://mastodon.social."
        : !SecureAddress.Is(instance) ? "The instance's address must begin with https:// (http:// only on this machine)."
        : instance.UserInfo.Length > 0 || instance.PathAndQuery != "/"
            ? "The instance's address is only its name, without a path or a sign-in."
        : settings.AccessToken.Length == 0 ? "The access token is not set."
        : !settings.AccessToken.All(static c => char.IsAscii(c) && !char.IsControl(c) && c != ' ')
            ? "The access token holds a character that no token has; copy it again."
        : !Enum.IsDefined(settings.Visibility) ? "The visibility must be Public, Unlisted or Private."
        : null;
}
