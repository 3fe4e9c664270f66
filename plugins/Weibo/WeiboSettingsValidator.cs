using System.Net;
using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Weibo;

/// <summary>What the attributes cannot say.</summary>
internal sealed class WeiboSettingsValidator : IValidateOptions<WeiboSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WeiboSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the token.</summary>
    public static string? Explain(WeiboSettings settings) =>
        !IsToken(settings.AccessToken) ? "The access token (accessToken) must be as Weibo gives it, letters and digits."
        : Uri.CheckHostName(settings.Domain) != UriHostNameType.Dns || !settings.Domain.Contains('.', StringComparison.Ordinal)
            ? "The safe domain (domain) must be a name such as go.example.org, without https://."
        : !IPAddress.TryParse(settings.Ip, out var address) || !AddressGuard.IsPublic(address)
            ? "The IP address (ip) must be your address on the public internet, such as 211.156.0.1."
        : !SecureAddress.Is(settings.BaseAddress)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine)."
        : null;

    private static bool IsToken(string token) =>
        token.Length is >= 16 and <= 200 && token.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
