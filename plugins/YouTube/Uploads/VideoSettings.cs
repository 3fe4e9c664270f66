using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>Who may see what is uploaded.</summary>
public enum VideoPrivacy
{
    /// <summary>Everybody. Who posts a video means to publish it.</summary>
    Public,

    /// <summary>Whoever has the address.</summary>
    Unlisted,

    /// <summary>The channel alone.</summary>
    Private,
}

/// <summary>What is said of every video that is uploaded.</summary>
public sealed class VideoSettings
{
    [Setting(
        "Channel",
        LabelZh = "频道",
        Help = "Which of your connected YouTube channels: its name, channels/…, or its id, UC…",
        Required = true
    )]
    public string Channel { get; set; } = "";

    [Setting(
        "Privacy",
        LabelZh = "可见性",
        Help = "public, unlisted or private. What a Google Cloud project uploads that Google has not audited stays private, whatever is asked for."
    )]
    public VideoPrivacy Privacy { get; set; } = VideoPrivacy.Public;

    [Setting("Category", LabelZh = "分类", Help = "YouTube's number of it: 20 is Gaming, 22 People & Blogs, 24 Entertainment.")]
    public string CategoryId { get; set; } = "22";

    [Setting("Made for kids", LabelZh = "面向儿童", Help = "You must say so by law (COPPA) where it is.")]
    public bool MadeForKids { get; set; }

    [Setting(
        "Altered or synthetic",
        LabelZh = "包含合成内容",
        Help = "Realistic content that was altered or made by a machine has to be named on YouTube."
    )]
    public bool ContainsSyntheticMedia { get; set; }

    [Setting("Tell subscribers", LabelZh = "通知订阅者", Help = "Whether YouTube tells the channel's subscribers of it.")]
    public bool NotifySubscribers { get; set; } = true;

    [Setting("REST address", LabelZh = "REST 地址", Advanced = true)]
    public Uri RestBaseUri { get; set; } = new("https://youtube.googleapis.com/");
}
