using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Uploads;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// PUT videos: what a broadcast has as a video. The part "snippet" is replaced whole: title and category must come with it, and a
/// description, tags or a language that do not are gone.
/// </summary>
internal sealed class VideosUpdate(YouTubeStage stage, VideosList videos)
{
    private readonly VideoResource _uploads = new(stage);

    private static readonly string[] Writable = ["id", "snippet", "status"];

    public ApiMethod Method => ApiMethod.Acting("PUT", "/youtube/v3/videos", Update);

    private Answer Update(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(Writable);
        var id = query.Body.Text("id") ?? throw LiveErrors.InvalidVideo("idRequired", "Video ID is required");
        if (stage.Uploads.Book.Find(id) is { } uploaded)
        {
            return new Answer(_uploads.Of(Changed(uploaded, query, parts), parts));
        }

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
                Tags = MetadataRules.Tags(snippet),
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

    private UploadedVideo Changed(UploadedVideo video, ApiQuery query, IReadOnlySet<string> parts)
    {
        var said = video.Metadata;
        if (parts.Contains("snippet"))
        {
            var snippet = query.Body.Part("snippet");
            _ = (Title(snippet), Category(snippet));
            said = MetadataRules.Snippet(said, snippet);
        }

        if (parts.Contains("status"))
        {
            said = MetadataRules.Status(said, query.Body.Part("status"));
        }

        var changed = video with { Metadata = said };
        stage.Uploads.Book.Replace(changed);
        return changed;
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
}
