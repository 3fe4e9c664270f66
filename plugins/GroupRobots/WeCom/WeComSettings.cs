using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.GroupRobots.WeCom;

/// <summary>Which group.</summary>
internal sealed class WeComSettings : IRobotSettings
{
    /// <summary>All of it is a secret: whoever knows it writes into the group.</summary>
    [Setting(
        "Webhook address",
        LabelZh = "Webhook 地址",
        Help = "As WeCom shows it: the group's menu, add group robot, new. https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
        Required = true,
        Secret = true
    )]
    public Uri? Url { get; set; }

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

    /// <summary>WeCom's robots sign nothing.</summary>
    string IRobotSettings.Secret => "";
}

/// <summary>What the attributes cannot say.</summary>
internal sealed class WeComSettingsValidator : IValidateOptions<WeComSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WeComSettings options) =>
        RobotAddress.Explain(WeComNetwork.Instance, options) is { } fault
            ? ValidateOptionsResult.Fail(fault)
            : ValidateOptionsResult.Success;
}
