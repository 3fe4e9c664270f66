using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>Kuaishou, whose interface for publishing is open to reviewed applications alone.</summary>
internal sealed class KuaishouDistributor(AccountSettings settings)
    : KitDistributor(settings, "Kuaishou", "快手", MaxLength, "https://cp.kuaishou.com/article/publish/video")
{
    /// <summary>Of a work's description.</summary>
    public const int MaxLength = 500;

    protected override IEnumerable<HandoffAction> Steps(Post post, KitFiles files)
    {
        return
        [
            .. files.Choose("Upload the video or the pictures.", "上传视频或图片。"),
            new("Paste the caption as the description.", "把文案粘贴到作品描述。"),
        ];
    }
}
