using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Rest;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>An uploaded video as a resource.</summary>
internal sealed class VideoResource(YouTubeStage stage)
{
    public JsonObject Of(UploadedVideo video, IReadOnlySet<string> parts) =>
        ListEnvelope.Resource(
            "youtube#video",
            video.Id,
            parts,
            ("snippet", Snippet(video)),
            ("status", Status(video.Metadata)),
            ("statistics", Statistics(video))
        );

    private JsonObject Snippet(UploadedVideo video)
    {
        var said = video.Metadata;
        var snippet = new JsonObject
        {
            ["publishedAt"] = ListEnvelope.Time(video.PublishedAt),
            ["channelId"] = stage.Options.ChannelId,
            ["title"] = said.Title,
            ["description"] = said.Description,
            ["thumbnails"] = ListEnvelope.Thumbnails($"https://i.ytimg.com/vi/{video.Id}"),
            ["channelTitle"] = stage.Options.ChannelTitle,
            ["categoryId"] = said.CategoryId,
            ["liveBroadcastContent"] = "none",
            ["localized"] = new JsonObject { ["title"] = said.Title, ["description"] = said.Description },
        };
        foreach (
            var (name, language) in new[] { ("defaultLanguage", said.DefaultLanguage), ("defaultAudioLanguage", said.DefaultAudioLanguage) }
        )
        {
            if (language is not null)
            {
                snippet[name] = language;
            }
        }

        if (said.Tags.Count > 0)
        {
            snippet["tags"] = new JsonArray([.. said.Tags.Select(static t => (JsonNode)t)]);
        }

        return snippet;
    }

    private static JsonObject Status(VideoMetadata said) =>
        new()
        {
            ["uploadStatus"] = "uploaded",
            ["privacyStatus"] = said.Privacy,
            ["license"] = "youtube",
            ["embeddable"] = true,
            ["publicStatsViewable"] = true,
            ["madeForKids"] = said.MadeForKids,
            ["selfDeclaredMadeForKids"] = said.MadeForKids,
            ["containsSyntheticMedia"] = said.ContainsSyntheticMedia,
        };

    private static JsonObject Statistics(UploadedVideo video) =>
        new()
        {
            ["viewCount"] = ListEnvelope.Int64(video.Views),
            ["likeCount"] = ListEnvelope.Int64(video.Likes),
            ["favoriteCount"] = "0",
            ["commentCount"] = ListEnvelope.Int64(video.Comments),
        };
}
