using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>What a person begins with who tells of a broadcast.</summary>
internal static class PostDraftOfShow
{
    /// <param name="show">Of a recap: over.</param>
    /// <param name="broadcast">"broadcasts/{id}"</param>
    /// <param name="language">"en" or "zh", with a region or not; empty means "en".</param>
    public static Post Recap(ShowFacts show, string broadcast, string language)
    {
        var post = Of(show, broadcast, language, Post.Types.Kind.Recap);
        post.Recap = new Recap
        {
            Length = show.Length?.ToDuration(),
            Peaks = { show.Peaks.Select(static p => new Recap.Types.Peak { Platform = p.Id, Viewers = p.Peak!.Value }) },
        };
        return post;
    }

    /// <inheritdoc cref="Recap"/>
    public static Post Clip(ShowFacts show, string broadcast, string language)
    {
        var post = Of(show, broadcast, language, Post.Types.Kind.Clip);
        // The clip has a title of its own, which nobody but its maker knows.
        (post.Title, post.Clip) = ("", new Clip { Source = OneLine(show.Title) });
        return post;
    }

    private static Post Of(ShowFacts show, string broadcast, string language, Post.Types.Kind kind) =>
        new()
        {
            Kind = kind,
            Title = show.Title.Trim(),
            Language = language.Length > 0 ? language : "en",
            Links = { AnnouncementForm.Links(show) },
            Broadcast = broadcast,
        };

    // Platforms have titles with line ends in them.
    private static string OneLine(string title) => string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
