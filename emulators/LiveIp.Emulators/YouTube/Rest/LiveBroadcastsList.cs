using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET liveBroadcasts: the owner's broadcasts.</summary>
internal sealed class LiveBroadcastsList(YouTubeStage stage)
{
    private static readonly string[] KnownParts = ["id", "snippet", "contentDetails", "monetizationDetails", "status", "statistics"];

    public ApiMethod Method => new("/youtube/v3/liveBroadcasts", Quota.ListUnits, OwnerOnly: true, List);

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        var filter = query.Filter("broadcastStatus", "id", "mine");
        var status = query.OneOf("broadcastStatus", "all", "all", "active", "upcoming", "completed");
        var type = query.OneOf("broadcastType", "event", "event", "persistent", "all");
        _ = query.Flag("mine");
        var maxResults = query.Number("maxResults", 0, 50, 5);
        query.NoFurtherPages();
        var ids = query.List("id");
        var found = stage
            .Channel.Broadcasts.Where(broadcast => filter != "id" || ids.Contains(broadcast.Id))
            // The broadcasts of the show were scheduled, so all of them are events and none is persistent; ids find any type.
            .Where(_ => filter == "id" || type != "persistent")
            .Where(broadcast => filter != "broadcastStatus" || status == "all" || status == Status(broadcast.Facts))
            .Reverse()
            .ToArray();
        var body = ListEnvelope.Create(
            "youtube#liveBroadcastListResponse",
            [.. found.Take(maxResults).Select(broadcast => Resource(broadcast, parts))],
            maxResults
        );
        body["pageInfo"]!["totalResults"] = found.Length;
        return new Answer(body);
    }

    private static string Status(BroadcastFacts facts) =>
        facts.LifeCycleStatus switch
        {
            "live" => "active",
            "complete" => "completed",
            _ => "upcoming",
        };

    private JsonObject Resource(Broadcast broadcast, IReadOnlySet<string> parts)
    {
        var facts = broadcast.Facts;
        return ListEnvelope.Resource(
            "youtube#liveBroadcast",
            broadcast.Id,
            parts,
            ("snippet", Snippet(broadcast, facts)),
            ("status", Status(facts, facts.LifeCycleStatus)),
            ("contentDetails", ContentDetails()),
            ("monetizationDetails", new JsonObject { ["cuepointSchedule"] = new JsonObject { ["enabled"] = false } }),
            ("statistics", Statistics(facts))
        );
    }

    private JsonObject Snippet(Broadcast broadcast, BroadcastFacts facts)
    {
        var snippet = new JsonObject
        {
            ["publishedAt"] = ListEnvelope.Time(facts.CreatedAt),
            ["channelId"] = stage.Options.ChannelId,
            ["title"] = facts.Title,
            ["description"] = "",
            ["thumbnails"] = ListEnvelope.Thumbnails($"https://i.ytimg.com/vi/{broadcast.Id}"),
            ["scheduledStartTime"] = ListEnvelope.Time(facts.CreatedAt),
        };
        if (facts.StartedAt is { } started)
        {
            snippet["actualStartTime"] = ListEnvelope.Time(started);
        }

        if (facts.EndedAt is { } ended)
        {
            snippet["actualEndTime"] = ListEnvelope.Time(ended);
        }

        snippet["isDefaultBroadcast"] = false;
        snippet["liveChatId"] = broadcast.ChatId;
        return snippet;
    }

    private static JsonObject Status(BroadcastFacts facts, string lifeCycleStatus) =>
        new()
        {
            ["lifeCycleStatus"] = lifeCycleStatus,
            ["privacyStatus"] = "public",
            ["recordingStatus"] = facts switch
            {
                { EndedAt: not null } => "recorded",
                { StartedAt: not null } => "recording",
                _ => "notRecording",
            },
            ["madeForKids"] = false,
            ["selfDeclaredMadeForKids"] = false,
        };

    private static JsonObject ContentDetails() =>
        new()
        {
            ["monitorStream"] = new JsonObject { ["enableMonitorStream"] = false },
            ["enableEmbed"] = true,
            ["enableDvr"] = true,
            ["recordFromStart"] = true,
            ["startWithSlate"] = false,
            ["closedCaptionsType"] = "closedCaptionsDisabled",
            ["projection"] = "rectangular",
            ["enableLowLatency"] = true,
            ["latencyPreference"] = "low",
            ["enableAutoStart"] = true,
            ["enableAutoStop"] = true,
        };

    private static JsonObject Statistics(BroadcastFacts facts) =>
        facts is { IsLive: true, Viewers: > 0 }
            ? new JsonObject { ["concurrentViewers"] = ListEnvelope.Int64(facts.Viewers) }
            : new JsonObject();
}
