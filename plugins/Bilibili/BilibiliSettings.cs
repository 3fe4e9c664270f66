using LiveIp.Contracts;

namespace LiveIp.Plugins.Bilibili;

/// <summary>The application's registration on Bilibili's open live platform, and how often to prove that we live.</summary>
internal sealed class BilibiliSettings
{
    [Setting("API address", LabelZh = "接口地址", Help = "Another address than Bilibili's is for emulators and relays.", Advanced = true)]
    public Uri BaseUri { get; set; } = new("https://live-open.biliapi.com");

    [Setting("Access key id", LabelZh = "access_key_id", Help = "From your developer page on open-live.bilibili.com.", Required = true)]
    public string AccessKeyId { get; set; } = "";

    [Setting(
        "Access key secret",
        LabelZh = "access_key_secret",
        Help = "From your developer page on open-live.bilibili.com.",
        Required = true,
        Secret = true
    )]
    public string AccessKeySecret { get; set; } = "";

    [Setting("Application id", LabelZh = "项目 ID (app_id)", Help = "The 13-digit id of your project.", Required = true)]
    public long AppId { get; set; }

    [Setting(
        "Socket heartbeat",
        LabelZh = "长连心跳间隔（秒）",
        Help = "Seconds. Bilibili's document says every 30; asking more often shows a silent connection within seconds.",
        Advanced = true,
        Minimum = 1,
        Maximum = 30
    )]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    [Setting(
        "Session heartbeat",
        LabelZh = "场次心跳间隔（秒）",
        Help = "Seconds. Bilibili ends a session that it has not heard of for a minute.",
        Advanced = true,
        Minimum = 1,
        Maximum = 20
    )]
    public TimeSpan GameHeartbeatInterval { get; set; } = TimeSpan.FromSeconds(20);
}
