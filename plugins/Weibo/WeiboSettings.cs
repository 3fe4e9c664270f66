using LiveIp.Contracts;

namespace LiveIp.Plugins.Weibo;

/// <summary>Whose account, and what Weibo demands of the app.</summary>
internal sealed class WeiboSettings
{
    [Setting(
        "Access token",
        LabelZh = "访问令牌",
        Help = "Of your account, given to your own app at https://open.weibo.com. Weibo ends it after some days or weeks; enter another then.",
        Required = true,
        Secret = true
    )]
    public string AccessToken { get; set; } = "";

    [Setting(
        "Safe domain",
        LabelZh = "安全域名",
        Help = "As it stands under the app's basic information. Weibo takes no post without a link under it.",
        Required = true
    )]
    public string Domain { get; set; } = "";

    [Setting(
        "Your public IP address",
        LabelZh = "您的公网 IP",
        Help = "Weibo demands the real address of who posts (rip), such as 211.156.0.1.",
        Required = true
    )]
    public string Ip { get; set; } = "";

    [Setting(
        "Base address",
        LabelZh = "基础地址",
        Help = "Where Weibo's servers are, for a gateway or a stand-in. https; plain http on this machine only.",
        Advanced = true
    )]
    public Uri BaseAddress { get; set; } = new("https://api.weibo.com/");

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
