using System.Text.Json.Nodes;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

// What the instance says about itself.
internal sealed partial class MastodonServer
{
    public int MaxCharacters { get; set; } = 500;

    public int ReservedPerUrl { get; set; } = 23;

    /// <summary>Bytes of an image.</summary>
    public long MaxImage { get; set; } = 16_777_216;

    /// <summary>What the two instance calls say about statuses and files, or nothing.</summary>
    public bool SaysLimits { get; set; } = true;

    private JsonObject Instance(string[] name)
    {
        var instance = new JsonObject { [name[0]] = name[1] };
        if (SaysLimits)
        {
            instance["configuration"] = new JsonObject
            {
                ["statuses"] = new JsonObject
                {
                    ["max_characters"] = MaxCharacters,
                    ["max_media_attachments"] = 4,
                    ["characters_reserved_per_url"] = ReservedPerUrl,
                },
                ["media_attachments"] = new JsonObject
                {
                    ["supported_mime_types"] = new JsonArray("image/jpeg", "image/png", "video/mp4", "audio/ogg"),
                    ["image_size_limit"] = MaxImage,
                    ["image_matrix_limit"] = 33_177_600,
                    ["video_size_limit"] = 103_809_024,
                    ["video_frame_rate_limit"] = 120,
                    ["video_matrix_limit"] = 8_294_400,
                },
            };
        }

        return instance;
    }
}
