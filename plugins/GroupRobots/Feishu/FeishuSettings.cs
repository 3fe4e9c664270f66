using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.GroupRobots.Feishu;

/// <summary>Which group.</summary>
internal sealed class FeishuSettings : IRobotSettings
{
    /// <summary>All of it is a secret: whoever knows it writes into the group.</summary>
    [Setting(
        "Webhook address",
        LabelZh = "Webhook 地址",
        Help = "As Feishu shows it: group settings, bots, custom bot. https://open.feishu.cn/open-apis/bot/v2/hook/…",
        Required = true,
        Secret = true
    )]
    public Uri? Url { get; set; }

    [Setting(
        "Signing secret",
        LabelZh = "签名密钥",
        Help = "Signature verification (签名校验), in the robot's safety settings. Empty where the robot has none.",
        Secret = true
    )]
    public string Secret { get; set; } = "";

    [Setting(
        "Base address",
        LabelZh = "基础地址",
        Help = "For a gateway or a stand-in. https; plain http on this machine only. Empty: the server of the webhook address.",
        Advanced = true
    )]
    public Uri? BaseAddress { get; set; }

    [Setting(
        "Time for an answer",
        LabelZh = "等待应答（秒）",
        Help = "Seconds. After it the delivery counts as unconfirmed: it may have arrived, and is not sent again by itself.",
        Advanced = true,
        Minimum = 1,
        Maximum = 25
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>What the attributes cannot say.</summary>
internal sealed class FeishuSettingsValidator : IValidateOptions<FeishuSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FeishuSettings options) =>
        RobotAddress.Explain(FeishuNetwork.Instance, options) is { } fault
            ? ValidateOptionsResult.Fail(fault)
            : ValidateOptionsResult.Success;
}
