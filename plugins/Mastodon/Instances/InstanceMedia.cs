using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Mastodon.Instances;

/// <summary>Which files an instance takes (https://docs.joinmastodon.org/entities/Instance/#media_attachments).</summary>
internal static class InstanceMedia
{
    // Of Mastodon, where nothing is said.
    private const int MaxFiles = 4;

    /// <param name="configuration">As the instance tells it; what it does not tell is not limited.</param>
    public static MediaLimits Of(JsonElement configuration)
    {
        var media = configuration.Member("media_attachments");
        var types = media.Member("supported_mime_types") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!).ToList()
            : null;
        return new MediaLimits
        {
            MaxFiles = configuration.Member("statuses").Integer("max_media_attachments") is >= 0 and < 1000 and var most
                ? (int)most
                : MaxFiles,
            Images = Only(types, "image/") is { } images
                ? new ImageLimits
                {
                    ContentTypes = images,
                    MaxBytes = Positive(media, "image_size_limit"),
                    MaxPixels = Positive(media, "image_matrix_limit"),
                }
                : null,
            Videos = Only(types, "video/") is { } videos
                ? new VideoLimits
                {
                    ContentTypes = videos,
                    MaxBytes = Positive(media, "video_size_limit"),
                    MaxFrameRate = Positive(media, "video_frame_rate_limit"),
                }
                : null,
        };
    }

    /// <summary>Null where there is none among what is told; empty for all where nothing is told.</summary>
    private static List<string>? Only(List<string>? types, string kind) =>
        types is null ? []
        : types.FindAll(t => t.StartsWith(kind, StringComparison.OrdinalIgnoreCase)) is { Count: > 0 } found ? found
        : null;

    private static long? Positive(JsonElement media, string name) => media.Integer(name) is > 0 and var said ? said : null;
}
