using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube;

/// <summary>How to reach YouTube, and as which application.</summary>
public sealed class YouTubeSettings
{
    [Setting(
        "OAuth client id",
        LabelZh = "OAuth 客户端 ID",
        Help = "From the credentials page of your Google Cloud project, with the YouTube Data API v3 switched on; for the watch time of imported broadcasts, the YouTube Analytics API too.",
        Required = true
    )]
    public string ClientId { get; set; } = "";

    [Setting(
        "OAuth client secret",
        LabelZh = "OAuth 客户端密钥",
        Help = "Desktop and web clients of Google have one; leave it empty for clients without.",
        Secret = true
    )]
    public string ClientSecret { get; set; } = "";

    [Setting(
        "Quota units per day",
        LabelZh = "每日配额单位",
        Help = "What the Google Cloud project may use in a day. Chat and statistics are asked for less often when it would not last.",
        Minimum = 100
    )]
    public int QuotaUnitsPerDay { get; set; } = 10_000;

    [Setting(
        "Quota reserve",
        LabelZh = "配额预留",
        Help = "Of the day's units, what only sending, moderating and going live may use.",
        Minimum = 0
    )]
    public int QuotaReserve { get; set; } = 1_000;

    [Setting(
        "Quota costs",
        LabelZh = "配额计费表",
        Help = "Units per call: \"default\" or \"pessimistic\" (Google's pages contradict each other), and single calls set anew: default, liveChatMessages.insert=50.",
        Advanced = true
    )]
    public string QuotaCosts { get; set; } = "default";

    [Setting(
        "Seconds between statistics",
        LabelZh = "统计读取间隔（秒）",
        Help = "Viewers, likes and subscribers.",
        Minimum = 1,
        Maximum = 3600
    )]
    public TimeSpan StatisticsInterval { get; set; } = TimeSpan.FromSeconds(30);

    [Setting(
        "Seconds between looks for a broadcast",
        LabelZh = "查找直播间隔（秒）",
        Help = "How soon a new broadcast is noticed.",
        Minimum = 1,
        Maximum = 3600,
        Advanced = true
    )]
    public TimeSpan BroadcastPollInterval { get; set; } = TimeSpan.FromSeconds(30);

    [Setting(
        "Longest silence in seconds",
        LabelZh = "最长静默（秒）",
        Help = "A chat stream that says nothing for most of this time is opened again; after all of it the connection counts as stalled.",
        Minimum = 2,
        Maximum = 3600,
        Advanced = true
    )]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromSeconds(60);

    [Setting("REST address", LabelZh = "REST 地址", Advanced = true)]
    public Uri RestBaseUri { get; set; } = new("https://youtube.googleapis.com/");

    [Setting("Analytics address", LabelZh = "Analytics 地址", Advanced = true)]
    public Uri AnalyticsBaseUri { get; set; } = new("https://youtubeanalytics.googleapis.com/");

    [Setting(
        "Chat stream address",
        LabelZh = "聊天流地址",
        Help = "gRPC. An http address on the loopback means HTTP/2 without TLS.",
        Advanced = true
    )]
    public Uri StreamAddress { get; set; } = new("https://youtube.googleapis.com:443");

    [Setting("Token address", LabelZh = "令牌地址", Advanced = true)]
    public Uri TokenUri { get; set; } = new("https://oauth2.googleapis.com/token");

    [Setting("Sign-in address", LabelZh = "登录地址", Help = "Where the browser is sent to sign in.", Advanced = true)]
    public Uri AuthorizationUri { get; set; } = new("https://accounts.google.com/o/oauth2/v2/auth");

    [Setting("Revocation address", LabelZh = "撤销授权地址", Advanced = true)]
    public Uri RevocationUri { get; set; } = new("https://oauth2.googleapis.com/revoke");
}
