using LiveIp.Contracts;
using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Handoff.Weibo;

/// <summary>Who publishes, and with which picture. There is no key: the page is open to everybody.</summary>
internal sealed class WeiboShareSettings
{
    [Setting(
        "Account",
        LabelZh = "账号",
        Help = "The name that you publish under there; shown in the steps. With it posts are handed off for Weibo, too.",
        Required = true
    )]
    public string Account { get; set; } = "";

    [Setting("Picture", LabelZh = "图片地址", Help = "https. A picture on the public web that is offered with every post. Empty: none.")]
    public Uri? Picture { get; set; }
}

/// <summary>What the attributes cannot say.</summary>
internal sealed class WeiboShareSettingsValidator : IValidateOptions<WeiboShareSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WeiboShareSettings options) =>
        options.Picture is null || SecureAddress.Is(options.Picture)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("The picture (picture) must be an https address, or empty.");
}
