using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>A broadcast as the API writes it.</summary>
internal sealed class LiveBroadcastResource(YouTubeStage stage)
{
    public static readonly string[] Parts = ["id", "snippet", "contentDetails", "monetizationDetails", "status", "statistics"];

    public JsonObject Of(Broadcast broadcast, IReadOnlySet<string> parts)
    {
        var facts = broadcast.Facts;
        return ListEnvelope.Resource(
            "youtube#liveBroadcast",
            broadcast.Id,
            parts,
            ("snippet", Snippet(broadcast, facts)),
            ("status", Status(facts)),
            ("contentDetails", ContentDetails(facts)),
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
            ["description"] = facts.Description,
            ["thumbnails"] = ThumbnailsSet.Of(broadcast),
            ["scheduledStartTime"] = ListEnvelope.Time(facts.ScheduledStart ?? facts.CreatedAt),
        };
        Time(snippet, "scheduledEndTime", facts.ScheduledEnd);
        Time(snippet, "actualStartTime", facts.StartedAt);
        Time(snippet, "actualEndTime", facts.EndedAt);
        snippet["isDefaultBroadcast"] = false;
        snippet["liveChatId"] = broadcast.ChatId;
        return snippet;
    }

    private static JsonObject Status(BroadcastFacts facts) =>
        new()
        {
            ["lifeCycleStatus"] = facts.LifeCycleStatus,
            ["privacyStatus"] = facts.Privacy,
            ["recordingStatus"] = facts switch
            {
                { EndedAt: not null } => "recorded",
                { StartedAt: not null } => "recording",
                _ => "notRecording",
            },
            ["madeForKids"] = facts.MadeForKids,
            ["selfDeclaredMadeForKids"] = facts.MadeForKids,
        };

    private static JsonObject ContentDetails(BroadcastFacts facts)
    {
        var details = new JsonObject();
        if (facts.Commanded && facts.BoundStream is { } bound)
        {
            details["boundStreamId"] = bound;
            // A date-time, whatever its name says.
            Time(details, "boundStreamLastUpdateTimeMs", facts.BoundAt);
        }

        details["monitorStream"] = new JsonObject { ["enableMonitorStream"] = facts.MonitorStream };
        details["enableEmbed"] = true;
        details["enableDvr"] = true;
        details["recordFromStart"] = true;
        details["startWithSlate"] = false;
        details["closedCaptionsType"] = "closedCaptionsDisabled";
        details["projection"] = "rectangular";
        details["enableLowLatency"] = true;
        details["latencyPreference"] = "low";
        details["enableAutoStart"] = facts.AutoStart;
        details["enableAutoStop"] = facts.AutoStop;
        return details;
    }

    private static JsonObject Statistics(BroadcastFacts facts) =>
        facts is { IsLive: true, Viewers: > 0 }
            ? new JsonObject { ["concurrentViewers"] = ListEnvelope.Int64(facts.Viewers) }
            : new JsonObject();

    private static void Time(JsonObject json, string name, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            json[name] = ListEnvelope.Time(time);
        }
    }
}
