using LiveIp.Contracts;

namespace LiveIp.Plugins.Discord;

/// <summary>Where to post.</summary>
internal sealed class DiscordSettings
{
    /// <summary>All of it is a secret: whoever knows it writes into the channel.</summary>
    [Setting(
        "Webhook address",
        LabelZh = "Webhook 地址",
        Help = "As Discord shows it: channel settings, Integrations, Webhooks, Copy webhook URL. https://discord.com/api/webhooks/…",
        Required = true,
        Secret = true
    )]
    public Uri? Url { get; set; }

    [Setting(
        "Thread",
        LabelZh = "帖子（子区）ID",
        Help = "Digits. The id of a thread in the webhook's channel; forum and media channels take posts in threads only. Empty: the channel."
    )]
    public string ThreadId { get; set; } = "";

    [Setting(
        "Largest file",
        LabelZh = "单个文件上限（MiB）",
        Help = "MiB of one file. 10 is what Discord takes in a server without boosts; boosted servers take more.",
        Advanced = true,
        Minimum = 1,
        Maximum = 500
    )]
    public int MaxFileMiB { get; set; } = 10;

    [Setting(
        "Base address",
        LabelZh = "基础地址",
        Help = "Where Discord's servers are, for a gateway or a stand-in. https; plain http on this machine only.",
        Advanced = true
    )]
    public Uri BaseAddress { get; set; } = new("https://discord.com/");

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
