using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>WeChat Channels, which has no interface for publishing.</summary>
internal sealed class WeixinChannelsDistributor(AccountSettings settings)
    : KitDistributor(settings, "WeChat Channels", "微信视频号", MaxLength, "https://channels.weixin.qq.com/platform/post/create")
{
    /// <summary>Of a video's description.</summary>
    public const int MaxLength = 1000;

    /// <summary>Of the short title.</summary>
    public const int MaxTitle = 16;

    protected override IEnumerable<HandoffAction> Steps(Post post, KitFiles files)
    {
        foreach (var step in files.Choose("Upload the video.", "上传视频。"))
        {
            yield return step;
        }

        yield return new("Paste the caption as its description.", "把文案粘贴到视频描述。");
        if (Caption.Title(post, MaxTitle) is { Length: > 0 } title)
        {
            yield return new($"Short title (6 to {MaxTitle} characters): {title}", $"短标题（6 至 {MaxTitle} 字）：{title}");
        }
    }
}
