using System.Text.Json.Nodes;
using LiveIp.Emulators.Bilibili;
using LiveIp.Emulators.Twitch;
using LiveIp.Emulators.YouTube;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.Control;

/// <summary>
/// What truly became of what was done to each channel over the platforms' APIs. No platform has such a call: it is for whoever judges
/// a client, whose own reading of the API may be what is wrong. Holds no keys.
/// </summary>
internal sealed class ChannelReport(YouTubeStage youtube, TwitchStage twitch, IngestDoor ingest)
{
    /// <summary>Those that can be acted on; the open platform of Bilibili has no call that changes a room.</summary>
    public IReadOnlyList<string> Platforms { get; } = [YouTubeStage.Name, TwitchStage.Name, BilibiliStage.PlatformId];

    public JsonObject Describe() =>
        new()
        {
            [YouTubeStage.Name] = YouTube(),
            [TwitchStage.Name] = new JsonObject
            {
                ["title"] = twitch.Channel.Title,
                ["category"] = Games.NameOf(twitch.Channel.GameId),
                ["live"] = twitch.Channel.Stream is not null,
                ["polls"] = twitch.PollsStarted,
            },
            ["ingest"] = new JsonObject { ["connections"] = ingest.Connections, ["bytes"] = ingest.Bytes },
        };

    private JsonObject YouTube()
    {
        lock (youtube.Live.Gate)
        {
            youtube.Live.Settle();
            return new JsonObject
            {
                // Those of the script are not the client's doing.
                ["broadcasts"] = new JsonArray([.. youtube.Channel.Broadcasts.Where(static b => b.Facts.Commanded).Select(Describe)]),
                ["polls"] = youtube.Polls.Started,
                ["quotaUsed"] = youtube.Quota.Used,
                ["streams"] = new JsonArray([
                    .. youtube.Channel.Ingests.Select(static i => new JsonObject { ["id"] = i.Id, ["title"] = i.Title }),
                ]),
            };
        }
    }

    private static JsonObject Describe(Broadcast broadcast) =>
        new()
        {
            ["id"] = broadcast.Id,
            ["title"] = broadcast.Facts.Title,
            ["categoryId"] = broadcast.Facts.CategoryId,
            ["status"] = broadcast.Facts.LifeCycleStatus,
            ["boundStream"] = broadcast.Facts.BoundStream,
        };
}
