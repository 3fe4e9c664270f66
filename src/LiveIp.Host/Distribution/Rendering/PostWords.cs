using LiveIp.V1;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>The words around a post's own, in the post's language: English, or Chinese for any of its tags.</summary>
internal static class PostWords
{
    /// <summary>How the first line begins; empty for a plain message.</summary>
    public static string Lead(Post post) =>
        (post.Kind, IsChinese(post)) switch
        {
            (Post.Types.Kind.LiveNow, true) => "🔴 直播中：",
            (Post.Types.Kind.LiveNow, false) => "🔴 Live now: ",
            (Post.Types.Kind.Ended, true) => "已下播：",
            (Post.Types.Kind.Ended, false) => "Ended: ",
            _ => "",
        };

    /// <summary>Of a platform's id, as people write it: "YouTube"; the id itself where it is not known here.</summary>
    public static string Platform(string id) =>
        id switch
        {
            "youtube" => "YouTube",
            "twitch" => "Twitch",
            "bilibili" => "Bilibili",
            _ => id,
        };

    private static bool IsChinese(Post post) => post.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}
