using LiveIp.Contracts;
using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>An app of the user's own on Douyin's open platform, and what is shared.</summary>
internal sealed class DouyinShareSettings
{
    [Setting(
        "Client key",
        LabelZh = "Client Key",
        Help = "Of your own web app at https://developer.open-douyin.com, with the abilities h5.share and open.get.ticket.",
        Required = true
    )]
    public string ClientKey { get; set; } = "";

    [Setting("Client secret", LabelZh = "Client Secret", Help = "Of the same app.", Required = true, Secret = true)]
    public string ClientSecret { get; set; } = "";

    [Setting(
        "Picture",
        LabelZh = "图片地址",
        Help = "https. A picture on the public web that posts are shared with; Douyin takes no text alone. Where a post links to an .mp4 or .mov, that is shared instead.",
        Required = true
    )]
    public Uri? Picture { get; set; }

    [Setting(
        "Base address",
        LabelZh = "基础地址",
        Help = "Where Douyin's servers are, for a gateway or a stand-in. https; plain http on this machine only.",
        Advanced = true
    )]
    public Uri BaseAddress { get; set; } = new("https://open.douyin.com/");

    [Setting(
        "Time for an answer",
        LabelZh = "等待应答（秒）",
        Help = "Seconds, for both requests together.",
        Advanced = true,
        Minimum = 1,
        Maximum = 25
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>What the attributes cannot say.</summary>
internal sealed class DouyinShareSettingsValidator : IValidateOptions<DouyinShareSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DouyinShareSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the secret.</summary>
    public static string? Explain(DouyinShareSettings settings) =>
        !IsKey(settings.ClientKey) ? "The client key (clientKey) must be letters and digits, as Douyin shows it."
        : settings.ClientSecret.Length == 0 ? "The client secret (clientSecret) is not set."
        : settings.Picture is not { IsAbsoluteUri: true } picture || picture.Scheme != Uri.UriSchemeHttps
            ? "The picture (picture) must be an https address on the public web."
        : !SecureAddress.Is(settings.BaseAddress)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine)."
        : null;

    private static bool IsKey(string key) => key.Length is > 0 and <= 64 && key.All(char.IsAsciiLetterOrDigit);
}
