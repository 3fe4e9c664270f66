using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET channels: the one channel, by id, by handle, or as the owner's own.</summary>
internal sealed class ChannelsList(YouTubeStage stage)
{
    private static readonly string[] KnownParts =
    [
        "id",
        "snippet",
        "auditDetails",
        "brandingSettings",
        "contentDetails",
        "contentOwnerDetails",
        "localizations",
        "statistics",
        "status",
        "topicDetails",
    ];

    public ApiMethod Method => new("/youtube/v3/channels", Quota.ListUnits, OwnerOnly: false, List);

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        var filter = query.Filter("id", "mine", "forHandle", "forUsername", "managedByMe");
        var maxResults = query.Number("maxResults", 0, 50, 5);
        query.NoFurtherPages();
        if (filter == "mine" && query.Flag("mine") && caller is { IsOwner: false, Grant: not null })
        {
            return new Answer(ListEnvelope.Create("youtube#channelListResponse", [BotResource(parts)], maxResults));
        }

        var isMatch = filter switch
        {
            "id" => query.List("id").Contains(stage.Options.ChannelId),
            "mine" when query.Flag("mine") => caller.IsOwner ? true : throw ApiErrors.LoginRequired(),
            "forHandle" => IsHandle(query.Required("forHandle")),
            "managedByMe" when !caller.IsOwner => throw ApiErrors.LoginRequired(),
            _ => false,
        };
        JsonObject[] items = isMatch ? [Resource(parts)] : [];
        var body = ListEnvelope.Create("youtube#channelListResponse", items, maxResults);
        if (items.Length == 0)
        {
            // This list alone leaves the key out when nothing was found.
            body.Remove("items");
        }

        return new Answer(body);
    }

    /// <summary>With or without the at sign; handles know no case.</summary>
    private bool IsHandle(string text) =>
        text.TrimStart('@').Equals(stage.Options.Handle.TrimStart('@'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The channel of the account that speaks in the owner's place: a name, and no more than that.</summary>
    private JsonObject BotResource(IReadOnlySet<string> parts) =>
        ListEnvelope.Resource(
            "youtube#channel",
            stage.Options.BotChannelId,
            parts,
            (
                "snippet",
                new JsonObject
                {
                    ["title"] = stage.Options.BotTitle,
                    ["description"] = "",
                    ["publishedAt"] = ListEnvelope.Time(stage.Channel.CreatedAt.AddYears(-1)),
                }
            )
        );

    private JsonObject Resource(IReadOnlySet<string> parts)
    {
        var options = stage.Options;
        var uploads = $"UU{options.ChannelId[2..]}";
        var snippet = new JsonObject
        {
            ["title"] = options.ChannelTitle,
            ["description"] = "",
            ["customUrl"] = options.Handle,
            ["publishedAt"] = ListEnvelope.Time(stage.Channel.CreatedAt.AddYears(-3)),
            ["thumbnails"] = ListEnvelope.Thumbnails("https://yt3.ggpht.com/emulated"),
            ["localized"] = new JsonObject { ["title"] = options.ChannelTitle, ["description"] = "" },
        };
        var statistics = new JsonObject
        {
            ["viewCount"] = ListEnvelope.Int64(stage.Channel.Broadcasts.Sum(broadcast => broadcast.Facts.Views)),
            ["subscriberCount"] = ListEnvelope.Int64(ChannelState.Rounded(stage.Channel.Followers)),
            ["hiddenSubscriberCount"] = false,
            ["videoCount"] = ListEnvelope.Int64(stage.Channel.Broadcasts.Count),
        };
        return ListEnvelope.Resource(
            "youtube#channel",
            options.ChannelId,
            parts,
            ("snippet", snippet),
            (
                "contentDetails",
                new JsonObject
                {
                    ["relatedPlaylists"] = new JsonObject { ["likes"] = "", ["uploads"] = uploads },
                }
            ),
            ("statistics", statistics),
            (
                "status",
                new JsonObject
                {
                    ["privacyStatus"] = "public",
                    ["isLinked"] = true,
                    ["longUploadsStatus"] = "longUploadsUnspecified",
                }
            )
        );
    }
}
