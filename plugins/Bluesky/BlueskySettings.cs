using LiveIp.Contracts;

namespace LiveIp.Plugins.Bluesky;

/// <summary>The account, and where it signs in.</summary>
internal sealed class BlueskySettings
{
    [Setting(
        "Handle",
        LabelZh = "账号",
        Help = "Such as name.bsky.social, without @; the account's e-mail address works as well.",
        Required = true
    )]
    public string Identifier { get; set; } = "";

    [Setting(
        "App password",
        LabelZh = "应用专用密码",
        Help = "Made at Bluesky under Settings, Privacy and security, App passwords. Not the password of the account.",
        Required = true,
        Secret = true
    )]
    public string AppPassword { get; set; } = "";

    [Setting(
        "Server",
        LabelZh = "服务器",
        Help = "Where the account signs in. https://bsky.social unless the account lives on a server of its own.",
        Advanced = true
    )]
    public Uri Server { get; set; } = new("https://bsky.social");

    [Setting(
        "Server of numbers",
        LabelZh = "数据读取服务器",
        Help = "Where likes and reposts are read, without a sign-in.",
        Advanced = true
    )]
    public Uri AppView { get; set; } = new("https://public.api.bsky.app");

    [Setting(
        "Prepare videos",
        LabelZh = "先处理视频",
        Help = "The video service makes videos ready before they are posted. Without it they go to the account's server as they are, which takes smaller ones only.",
        Advanced = true
    )]
    public bool PreparesVideos { get; set; } = true;

    [Setting("Video service", LabelZh = "视频服务", Help = "Where videos are made ready.", Advanced = true)]
    public Uri VideoService { get; set; } = new("https://video.bsky.app");

    [Setting(
        "Live badge",
        LabelZh = "直播标记",
        Help = "Marks the account as live while a broadcast that is announced goes on. A mark that was set by hand is replaced."
    )]
    public bool LiveBadge { get; set; }

    [Setting(
        "Time for an attempt",
        LabelZh = "单次发布时限（秒）",
        Help = "Seconds for one attempt with all its requests. After it the host looks whether the post is there.",
        Advanced = true,
        Minimum = 1,
        Maximum = 25
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
