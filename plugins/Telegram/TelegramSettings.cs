using LiveIp.Contracts;

namespace LiveIp.Plugins.Telegram;

/// <summary>Who posts, and where.</summary>
internal sealed class TelegramSettings
{
    [Setting(
        "Bot token",
        LabelZh = "机器人令牌",
        Help = "As @BotFather gives it: digits, a colon and letters. The bot must be an administrator of the channel.",
        Required = true,
        Secret = true
    )]
    public string Token { get; set; } = "";

    [Setting(
        "Chat",
        LabelZh = "频道或群组",
        Help = "@name of a public channel or group, or the number of a private one, for example -1001234567890.",
        Required = true
    )]
    public string ChatId { get; set; } = "";

    [Setting("Without a sound", LabelZh = "静音发送", Help = "Whether it arrives without a sound on the readers' devices.")]
    public bool Silent { get; set; }

    [Setting("Link preview", LabelZh = "链接预览", Help = "Whether Telegram shows a preview of the first link.")]
    public bool LinkPreview { get; set; } = true;

    [Setting(
        "Base address",
        LabelZh = "基础地址",
        Help = "Where the Bot API is, for a server of one's own or a stand-in. https; plain http on this machine only.",
        Advanced = true
    )]
    public Uri BaseAddress { get; set; } = new("https://api.telegram.org/");

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
