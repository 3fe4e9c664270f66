using LiveIp.Host.Distribution.Rendering;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>The post that announces a broadcast, as it is now. A function of what is known; so an edit is needed where it changed.</summary>
internal static class AnnouncementForm
{
    /// <param name="broadcast">"broadcasts/{id}"</param>
    /// <param name="said">For this broadcast, or null.</param>
    public static Post Of(ShowFacts show, string broadcast, Announcer settings, AnnouncementOverride? said)
    {
        var chinese = PostWords.IsChinese(settings.Language);
        var title = First(said?.Title, show.Title, AnnouncementWords.Title(chinese));
        var text = show.End is null
            ? First(said?.Text, settings.Text)
            : First(said?.EndedText, settings.EndedText, AnnouncementWords.EndedText);
        return new Post
        {
            Kind = show.End is null ? Post.Types.Kind.LiveNow : Post.Types.Kind.Ended,
            Title = title,
            Text = AnnouncementWords.Fill(text, show, title, chinese),
            Language = settings.Language.Length > 0 ? settings.Language : "en",
            Links = { Links(show) },
            Tags = { settings.Tags },
            Broadcast = broadcast,
        };
    }

    /// <summary>Where it is to be seen.</summary>
    public static IEnumerable<Post.Types.Link> Links(ShowFacts show) =>
        show
            .Platforms.Where(static p => p.Uri is not null)
            .Select(static p => new Post.Types.Link { Platform = p.Id, Uri = p.Uri!.AbsoluteUri });

    /// <summary>Whether a stored post says it already.</summary>
    public static bool Says(Post stored, Post wanted)
    {
        var content = stored.Clone();
        // Two broadcasts that turn out to be one have a new name, and that is nothing to tell anybody.
        (content.Name, content.CreatedAt, content.Broadcast) = ("", null, wanted.Broadcast);
        return content.Equals(wanted);
    }

    private static string First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text.Trim();
            }
        }

        return "";
    }
}
