using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>What stands below the text of a post: its images, its video, or a card of its link with the cover.</summary>
internal static class PostEmbed
{
    /// <summary>
    /// The files that are uploaded. A video shows its own first picture, so of a cover only a card makes use, which there is where nothing else is.
    /// </summary>
    public static IReadOnlyList<IMediaContent> Uploaded(IReadOnlyList<IMediaContent> media) =>
        media.Where(static m => !m.File.IsCover).ToList() is { Count: > 0 } contents ? contents : media;

    /// <summary>Null where there is nothing to stand there.</summary>
    public static JsonObject? Of(Post post, RenderedPost rendered, IReadOnlyList<IMediaContent> media, MediaCheckpoint uploaded)
    {
        var files = Uploaded(media);
        return files switch
        {
            [] => null,
            [{ File.IsCover: true }, ..] => Link(rendered) is { } link ? Card(post, link, uploaded.Blobs[0]) : null,
            [{ File: { Kind: MediaFile.Types.Kind.Video } file }, ..] => Video(file, uploaded.Blobs[0]),
            _ => new JsonObject
            {
                ["$type"] = "app.bsky.embed.images",
                ["images"] = new JsonArray([.. files.Select((f, i) => Image(f.File, uploaded.Blobs[i]))]),
            },
        };
    }

    /// <summary>As it stands in the text: it may lead over a redirector that counts.</summary>
    private static string? Link(RenderedPost rendered) =>
        rendered.Spans.FirstOrDefault(static s => s.Kind == TextSpan.Types.Kind.Link)?.Target;

    private static JsonObject Card(Post post, string link, JsonObject thumb) =>
        new()
        {
            ["$type"] = "app.bsky.embed.external",
            ["external"] = new JsonObject
            {
                ["uri"] = link,
                ["title"] = post.Title,
                ["description"] = post.Text,
                ["thumb"] = thumb.DeepClone(),
            },
        };

    private static JsonObject Image(MediaFile file, JsonObject blob)
    {
        var image = new JsonObject { ["image"] = blob.DeepClone(), ["alt"] = file.AltText };
        AddAspectRatio(image, file);
        return image;
    }

    private static JsonObject Video(MediaFile file, JsonObject blob)
    {
        var video = new JsonObject { ["$type"] = "app.bsky.embed.video", ["video"] = blob.DeepClone() };
        if (file.AltText.Length > 0)
        {
            video["alt"] = file.AltText;
        }

        AddAspectRatio(video, file);
        return video;
    }

    /// <summary>Without it a frame of a wrong shape is shown until the file is there.</summary>
    private static void AddAspectRatio(JsonObject to, MediaFile file)
    {
        if (file is { Width: > 0, Height: > 0 })
        {
            to["aspectRatio"] = new JsonObject { ["width"] = file.Width, ["height"] = file.Height };
        }
    }
}
