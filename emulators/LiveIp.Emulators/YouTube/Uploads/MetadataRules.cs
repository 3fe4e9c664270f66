using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Rest;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>What a video's resource may say (videos: insert and update, "Errors", and the properties of the resource).</summary>
internal static class MetadataRules
{
    private const int MaxTitle = 100;
    private const int MaxDescriptionBytes = 5000;
    private const int MaxTagsLength = 500;

    /// <summary>What an uploader leaves away gets the platform's own value.</summary>
    public static VideoMetadata Read(JsonObject body, IReadOnlySet<string> parts)
    {
        if (body.Select(static p => p.Key).FirstOrDefault(p => p is "snippet" or "status" && !parts.Contains(p)) is { } unnamed)
        {
            throw new ApiException(400, "unexpectedPart", "youtube.part", $"{{{unnamed}}}", Grpc.Core.StatusCode.InvalidArgument)
            {
                Location = "part",
            };
        }

        var snippet = body.Part("snippet");
        return Status(
            Snippet(
                new VideoMetadata
                {
                    Title = "unknown",
                    CategoryId = "22",
                    Privacy = "public",
                },
                snippet
            ),
            body.Part("status")
        );
    }

    /// <summary>The part is replaced whole.</summary>
    public static VideoMetadata Snippet(VideoMetadata before, JsonObject? snippet)
    {
        var title = snippet.Text("title") ?? before.Title;
        var description = snippet.Text("description") ?? "";
        var category = snippet.Text("categoryId") ?? before.CategoryId;
        if (string.IsNullOrWhiteSpace(title) || title.EnumerateRunes().Count() > MaxTitle || HasAngle(title))
        {
            throw LiveErrors.InvalidVideo("invalidTitle", "The request metadata specifies an invalid or empty video title.");
        }

        if (Encoding.UTF8.GetByteCount(description) > MaxDescriptionBytes || HasAngle(description))
        {
            throw LiveErrors.InvalidVideo("invalidDescription", "The request metadata specifies an invalid video description.");
        }

        return before with
        {
            Title = title,
            Description = description,
            Tags = Tags(snippet),
            CategoryId = VideoCategories.IsAssignable(category)
                ? category
                : throw LiveErrors.InvalidVideo(
                    "invalidCategoryId",
                    "The <code>snippet.categoryId</code> property specifies an invalid category ID."
                ),
            DefaultLanguage = snippet.Text("defaultLanguage"),
            DefaultAudioLanguage = snippet.Text("defaultAudioLanguage"),
        };
    }

    public static VideoMetadata Status(VideoMetadata before, JsonObject? status) =>
        before with
        {
            Privacy = (status.Text("privacyStatus") ?? before.Privacy) is "public" or "unlisted" or "private"
                ? status.Text("privacyStatus") ?? before.Privacy
                : throw LiveErrors.InvalidVideo("invalidVideoMetadata", "The request metadata is invalid."),
            MadeForKids = status.Flag("selfDeclaredMadeForKids") ?? before.MadeForKids,
            ContainsSyntheticMedia = status.Flag("containsSyntheticMedia") ?? before.ContainsSyntheticMedia,
        };

    /// <summary>All tags with the commas between them may have 500 characters, and a tag with a space counts two more for its quotes.</summary>
    public static IReadOnlyList<string> Tags(JsonObject? snippet)
    {
        var tags = snippet.Texts("tags") ?? [];
        var length = tags.Sum(static t => t.Length + (t.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1);
        return length <= MaxTagsLength && tags.All(static t => t.Length > 0 && !HasAngle(t))
            ? tags
            : throw LiveErrors.InvalidVideo("invalidTags", "The request metadata specifies invalid video keywords.");
    }

    private static bool HasAngle(string text) => text.AsSpan().ContainsAny('<', '>');
}
