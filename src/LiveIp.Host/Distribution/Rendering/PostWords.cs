using LiveIp.V1;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>The words around a post's own, in the post's language: English, or Chinese for any of its tags.</summary>
internal static class PostWords
{
    /// <summary>How the first line begins; empty for a plain message.</summary>
    public static string Lead(Post post) =>
        (post.Kind, IsChinese(post.Language)) switch
        {
            (Post.Types.Kind.LiveNow, true) => "🔴 直播中：",
            (Post.Types.Kind.LiveNow, false) => "🔴 Live now: ",
            (Post.Types.Kind.Ended, true) => "已下播：",
            (Post.Types.Kind.Ended, false) => "Ended: ",
            (Post.Types.Kind.Schedule, true) => "📅 直播预告：",
            (Post.Types.Kind.Schedule, false) => "📅 Schedule: ",
            (Post.Types.Kind.Recap, true) => "直播回顾：",
            (Post.Types.Kind.Recap, false) => "Recap: ",
            (Post.Types.Kind.Clip, true) => "🎬 精彩片段：",
            (Post.Types.Kind.Clip, false) => "🎬 Clip: ",
            _ => "",
        };

    /// <summary>How the line of a link begins; empty where the address says enough.</summary>
    public static string LinkLead(Post post) =>
        (post.Kind, IsChinese(post.Language)) switch
        {
            (Post.Types.Kind.Recap, true) => "回看：",
            (Post.Types.Kind.Recap, false) => "Watch again: ",
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

    /// <param name="language">BCP 47.</param>
    public static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}
