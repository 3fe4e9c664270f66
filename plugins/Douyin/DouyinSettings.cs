using LiveIp.Contracts;

namespace LiveIp.Plugins.Douyin;

/// <summary>Whose account, and as which app.</summary>
internal sealed class DouyinSettings
{
    [Setting(
        "Open id",
        LabelZh = "Open ID",
        Help = "Of your account, as Douyin gave it to your app with the access token.",
        Required = true
    )]
    public string OpenId { get; set; } = "";

    [Setting(
        "Access token",
        LabelZh = "访问令牌",
        Help = "Of your account (act.…), given to an app that has the ability video.create.bind. Douyin ends it after about 15 days; enter another then.",
        Required = true,
        Secret = true
    )]
    public string AccessToken { get; set; } = "";

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
        Help = "Seconds. After it the delivery counts as unconfirmed: it may have arrived, and is not sent again by itself.",
        Advanced = true,
        Minimum = 1,
        Maximum = 25
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
