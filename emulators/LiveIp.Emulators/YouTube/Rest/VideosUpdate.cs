using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// PUT videos: what a broadcast has as a video. The part "snippet" is replaced whole: title and category must come with it, and a
/// description, tags or a language that do not are gone.
/// </summary>
internal sealed class VideosUpdate(YouTubeStage stage, VideosList videos)
{
    private const int MaxTagsLength = 500;

    private static readonly string[] Writable = ["id", "snippet", "status"];

    public ApiMethod Method => ApiMethod.Acting("PUT", "/youtube/v3/videos", Update);

    private Answer Update(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(Writable);
        var id = query.Body.Text("id") ?? throw LiveErrors.InvalidVideo("idRequired", "Video ID is required");
        var broadcast = stage.Channel.Find(id) ?? throw LiveErrors.VideoNotFound();
        var facts = broadcast.Facts;
        if (parts.Contains("snippet"))
        {
            var snippet = query.Body.Part("snippet");
            facts = facts with
            {
                Title = Title(snippet),
                Description = snippet.Text("description") ?? "",
                CategoryId = Category(snippet),
                Tags = Tags(snippet),
                DefaultLanguage = snippet.Text("defaultLanguage"),
                DefaultAudioLanguage = snippet.Text("defaultAudioLanguage"),
            };
        }

        if (parts.Contains("status"))
        {
            var status = query.Body.Part("status");
            facts = facts with
            {
                Privacy = status.Text("privacyStatus") switch
                {
                    null => facts.Privacy,
                    "public" or "unlisted" or "private" => status.Text("privacyStatus")!,
                    _ => throw LiveErrors.InvalidVideo("invalidVideoMetadata", "The request metadata is invalid."),
                },
            };
        }

        broadcast.Facts = facts;
        return new Answer(videos.Resource(broadcast, parts));
    }

    private static string Title(JsonObject? snippet) =>
        snippet.Text("title") is { } title
        && !string.IsNullOrWhiteSpace(title)
        && title.EnumerateRunes().Count() <= 100
        && !title.AsSpan().ContainsAny('<', '>')
            ? title
            : throw LiveErrors.InvalidVideo("invalidTitle", "The request metadata specifies an invalid or empty video title.");

    private static string Category(JsonObject? snippet) =>
        snippet.Text("categoryId") is { } category && VideoCategories.IsAssignable(category)
            ? category
            : throw LiveErrors.InvalidVideo(
                "invalidCategoryId",
                "The <code>snippet.categoryId</code> property specifies an invalid category ID."
            );

    /// <summary>All tags with the commas between them may have 500 characters, and a tag with a space counts two more for its quotes.</summary>
    private static IReadOnlyList<string> Tags(JsonObject? snippet)
    {
        var tags = snippet.Texts("tags") ?? [];
        var length = tags.Sum(static t => t.Length + (t.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1);
        return length <= MaxTagsLength && tags.All(static t => t.Length > 0 && !t.AsSpan().ContainsAny('<', '>'))
            ? tags
            : throw LiveErrors.InvalidVideo("invalidTags", "The request metadata specifies invalid video keywords.");
    }
}
