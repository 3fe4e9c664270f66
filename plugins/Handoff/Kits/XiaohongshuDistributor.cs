using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>Xiaohongshu, which has no interface for publishing notes: what there is was taken from its web page, and accounts are lost by it.</summary>
internal sealed class XiaohongshuDistributor(AccountSettings settings)
    : KitDistributor(settings, "Xiaohongshu", "小红书", MaxLength, "https://creator.xiaohongshu.com/publish/publish")
{
    /// <summary>Of a note's text.</summary>
    public const int MaxLength = 1000;

    /// <summary>Of a note's title.</summary>
    public const int MaxTitle = 20;

    protected override IEnumerable<HandoffAction> Steps(Post post, KitFiles files)
    {
        foreach (var step in files.Choose("A note needs a picture or a video: choose it.", "笔记需要图片或视频：请先选择。"))
        {
            yield return step;
        }

        if (Caption.Title(post, MaxTitle) is { Length: > 0 } title)
        {
            yield return new($"Title (at most {MaxTitle} characters): {title}", $"标题（最多 {MaxTitle} 字）：{title}");
        }

        yield return new(
            "Paste the caption as the text. Links are dead text there, and notes that lead elsewhere are shown to fewer people: take them out if you like.",
            "把文案粘贴到正文。站内链接不可点击，站外导流可能被限流，可自行删去链接。"
        );
    }
}
