using LiveIp.Contracts;

namespace LiveIp.Plugins.Mastodon;

/// <summary>The instance, and the key to the account.</summary>
internal sealed class MastodonSettings
{
    [Setting("Instance", LabelZh = "实例地址", Help = "Where the account lives, such as https://mastodon.social.", Required = true)]
    public Uri? Instance { get; set; }

    [Setting(
        "Access token",
        LabelZh = "访问令牌",
        Help = "Made on the instance under Preferences, Development, New application, with read:accounts, read:statuses and write:statuses.",
        Required = true,
        Secret = true
    )]
    public string AccessToken { get; set; } = "";

    [Setting("Visibility", LabelZh = "可见范围", Help = "Public, Unlisted (not in public timelines) or Private (followers).")]
    public Visibility Visibility { get; set; } = Visibility.Public;

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
