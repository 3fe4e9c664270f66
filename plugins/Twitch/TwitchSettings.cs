using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch;

/// <summary>Where Twitch is and as which application to speak to it.</summary>
internal sealed class TwitchSettings
{
    /// <summary>Id of the application, sent as <c>Client-Id</c> with every Helix call.</summary>
    [Setting("Client ID", LabelZh = "客户端 ID", Help = "Of the application registered in the Twitch developer console.", Required = true)]
    public string ClientId { get; set; } = "";

    /// <summary>Secret of a confidential application; public ones have none.</summary>
    [Setting("Client secret", LabelZh = "客户端密钥", Help = "Leave empty for a public application.", Secret = true)]
    public string ClientSecret { get; set; } = "";

    /// <summary>Asked of Twitch as the time between its keepalives; it clamps other values to 10..600 s.</summary>
    [Setting(
        "Keepalive (seconds)",
        LabelZh = "保活间隔（秒）",
        Help = "A silence longer than this counts as a broken connection.",
        Minimum = 10,
        Maximum = 600,
        Advanced = true
    )]
    public int KeepaliveSeconds { get; set; } = 10;

    /// <summary>Time between two looks at viewers and followers. Twitch itself caches viewers for a minute or more.</summary>
    [Setting("Viewer poll interval (seconds)", LabelZh = "观众数轮询间隔（秒）", Minimum = 1, Maximum = 3600, Advanced = true)]
    public TimeSpan StreamPollInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Root of the Helix API.</summary>
    [Setting("Helix address", LabelZh = "Helix 地址", Advanced = true)]
    public Uri HelixBaseUri { get; set; } = new("https://api.twitch.tv/helix");

    /// <summary>Root of the identity service.</summary>
    [Setting("Identity address", LabelZh = "身份服务地址", Advanced = true)]
    public Uri IdBaseUri { get; set; } = new("https://id.twitch.tv");

    /// <summary>The EventSub WebSocket.</summary>
    [Setting("EventSub address", LabelZh = "EventSub 地址", Advanced = true)]
    public Uri EventSubUri { get; set; } = new("wss://eventsub.wss.twitch.tv/ws");

    /// <summary>
    /// Where encoders send to, an rtmp or rtmps address; the default finds the nearest of Twitch's servers itself. Text, as addresses
    /// among the settings are those that the plugin itself speaks to, over https.
    /// </summary>
    [Setting("Ingest server", LabelZh = "推流服务器", Help = "Told to whoever sets an encoder up.", Advanced = true)]
    public string IngestServer { get; set; } = "rtmp://live.twitch.tv/app";
}
