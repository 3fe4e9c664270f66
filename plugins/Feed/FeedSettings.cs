using LiveIp.Contracts;

namespace LiveIp.Plugins.Feed;

/// <summary>Where the feed is written, and what it says of itself.</summary>
internal sealed class FeedSettings
{
    [Setting(
        "File",
        LabelZh = "文件路径",
        Help = "The whole path of the feed's file, such as /var/www/example.org/live.atom. It is made where there is none; a file that is no feed of LiveIp is never overwritten.",
        Required = true
    )]
    public string Path { get; set; } = "";

    [Setting("Title", LabelZh = "标题", Help = "Of the feed, as readers show it.")]
    public string Title { get; set; } = "LiveIp";

    [Setting("Author", LabelZh = "作者", Help = "Whose posts they are.")]
    public string Author { get; set; } = "LiveIp";

    [Setting(
        "Address of the feed",
        LabelZh = "订阅源地址",
        Help = "Where the file is on the web, such as https://example.org/live.atom. Needed for a hub; empty: the feed does not say."
    )]
    public Uri? SelfAddress { get; set; }

    [Setting(
        "Hub",
        LabelZh = "WebSub hub 地址",
        Help = "A WebSub hub that is told of every new entry, so that readers have it at once. Needs the address of the feed. Empty: none."
    )]
    public Uri? Hub { get; set; }

    [Setting(
        "Entries",
        LabelZh = "保留条数",
        Help = "The newest so many stay in the feed.",
        Advanced = true,
        Minimum = FeedSettingsValidator.FewestEntries,
        Maximum = FeedSettingsValidator.MostEntries
    )]
    public int Entries { get; set; } = 50;

    [Setting("Time for the hub", LabelZh = "等待 hub 应答（秒）", Help = "Seconds.", Advanced = true, Minimum = 1, Maximum = 20)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
