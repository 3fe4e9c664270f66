using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;
using LiveIp.Emulators.YouTube.Uploads;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET videos: a broadcast is a video with live streaming details. Unknown ids are left out of the items.</summary>
internal sealed class VideosList(YouTubeStage stage)
{
    private const int MaxIds = 50;

    private readonly VideoResource _uploads = new(stage);

    private static readonly string[] KnownParts =
    [
        "id",
        "snippet",
        "contentDetails",
        "fileDetails",
        "liveStreamingDetails",
        "localizations",
        "paidProductPlacementDetails",
        "player",
        "processingDetails",
        "recordingDetails",
        "statistics",
        "status",
        "suggestions",
        "topicDetails",
    ];

    public ApiMethod Method => new("/youtube/v3/videos", Quota.ListUnits, OwnerOnly: false, List);

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        var filter = query.Filter("id", "chart", "myRating");
        if (filter == "myRating" && !caller.IsOwner)
        {
            throw ApiErrors.LoginRequired();
        }

        var maxResults = query.Number("maxResults", 1, 50, 5);
        query.NoFurtherPages();
        var ids = query.List("id");
        if (ids.Count > MaxIds)
        {
            throw ApiErrors.Invalid("id", $"Too many ids: {ids.Count}. The maximum is {MaxIds}.");
        }

        // By id there are no further pages, and so maxResults does not apply.
        var items = stage
            .Channel.Broadcasts.Where(broadcast => ids.Contains(broadcast.Id))
            .Select(broadcast => Resource(broadcast, parts))
            .Concat(stage.Uploads.Book.Videos.Where(video => ids.Contains(video.Id)).Select(video => _uploads.Of(video, parts)))
            .ToArray();
        return new Answer(ListEnvelope.Create("youtube#videoListResponse", items, filter == "id" ? items.Length : maxResults));
    }

    public JsonObject Resource(Broadcast broadcast, IReadOnlySet<string> parts)
    {
        var facts = broadcast.Facts;
        return ListEnvelope.Resource(
            "youtube#video",
            broadcast.Id,
            parts,
            ("snippet", Snippet(broadcast, facts)),
            ("status", Status(facts)),
            ("statistics", Statistics(facts)),
            ("liveStreamingDetails", LiveStreamingDetails(broadcast, facts))
        );
    }

    private JsonObject Snippet(Broadcast broadcast, BroadcastFacts facts)
    {
        var snippet = new JsonObject
        {
            ["publishedAt"] = ListEnvelope.Time(facts.CreatedAt),
            ["channelId"] = stage.Options.ChannelId,
            ["title"] = facts.Title,
            ["description"] = facts.Description,
            ["thumbnails"] = ThumbnailsSet.Of(broadcast),
            ["channelTitle"] = stage.Options.ChannelTitle,
            ["categoryId"] = facts.CategoryId,
            ["liveBroadcastContent"] = facts.LifeCycleStatus switch
            {
                "live" => "live",
                "complete" => "none",
                _ => "upcoming",
            },
            ["localized"] = new JsonObject { ["title"] = facts.Title, ["description"] = facts.Description },
        };
        if (facts.Tags.Count > 0)
        {
            snippet["tags"] = new JsonArray([.. facts.Tags.Select(static t => (JsonNode)t)]);
        }

        if (facts.DefaultLanguage is { } language)
        {
            snippet["defaultLanguage"] = language;
        }

        if (facts.DefaultAudioLanguage is { } audio)
        {
            snippet["defaultAudioLanguage"] = audio;
        }

        return snippet;
    }

    private static JsonObject Status(BroadcastFacts facts) =>
        new()
        {
            ["uploadStatus"] = facts.EndedAt is null ? "uploaded" : "processed",
            ["privacyStatus"] = facts.Privacy,
            ["license"] = "youtube",
            ["embeddable"] = true,
            ["publicStatsViewable"] = true,
            ["madeForKids"] = facts.MadeForKids,
        };

    private static JsonObject Statistics(BroadcastFacts facts) =>
        new()
        {
            ["viewCount"] = ListEnvelope.Int64(facts.Views),
            ["likeCount"] = ListEnvelope.Int64(facts.Likes),
            ["favoriteCount"] = "0",
            ["commentCount"] = ListEnvelope.Int64(facts.Comments),
        };

    private static JsonObject LiveStreamingDetails(Broadcast broadcast, BroadcastFacts facts)
    {
        var details = new JsonObject();
        if (facts.StartedAt is { } started)
        {
            details["actualStartTime"] = ListEnvelope.Time(started);
        }

        if (facts.EndedAt is { } ended)
        {
            details["actualEndTime"] = ListEnvelope.Time(ended);
        }

        details["scheduledStartTime"] = ListEnvelope.Time(facts.ScheduledStart ?? facts.CreatedAt);
        if (facts is { IsLive: true, Viewers: > 0 })
        {
            details["concurrentViewers"] = ListEnvelope.Int64(facts.Viewers);
        }

        if (facts.IsLive)
        {
            details["activeLiveChatId"] = broadcast.ChatId;
        }

        return details;
    }
}
