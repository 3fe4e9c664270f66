using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET liveBroadcasts: the owner's broadcasts.</summary>
internal sealed class LiveBroadcastsList(YouTubeStage stage)
{
    private readonly LiveBroadcastResource _resource = new(stage);

    public ApiMethod Method => new("/youtube/v3/liveBroadcasts", Quota.ListUnits, OwnerOnly: true, List);

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(LiveBroadcastResource.Parts);
        if (!stage.Options.LiveStreamingEnabled)
        {
            throw LiveErrors.NotEnabled();
        }

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
            [.. found.Take(maxResults).Select(broadcast => _resource.Of(broadcast, parts))],
            maxResults
        );
        body["pageInfo"]!["totalResults"] = found.Length;
        return new Answer(body);
    }

    private static string Status(BroadcastFacts facts) =>
        facts.LifeCycleStatus switch
        {
            "live" or "liveStarting" or "testing" or "testStarting" => "active",
            "complete" => "completed",
            _ => "upcoming",
        };
}
