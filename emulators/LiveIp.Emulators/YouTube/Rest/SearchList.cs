using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// GET search, as far as it finds broadcasts of the channel. It ends at 500 results when a channel is named, and finds what is public,
/// or with forMine all that is the owner's. Searches have a quota of their own.
/// </summary>
internal sealed class SearchList(YouTubeStage stage)
{
    private const int MostResults = 500;

    private static readonly string[] Types = ["video", "channel", "playlist"];
    private static readonly string[] Orders = ["date", "rating", "viewCount", "relevance", "title", "videoCount", "searchSortUnspecified"];

    public ApiMethod Method => new("/youtube/v3/search", Units: 1, OwnerOnly: false, List) { Bucket = QuotaBucket.Searches };

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(["id", "snippet"]);
        var types = query.List("type");
        if (types.FirstOrDefault(static t => !Types.Contains(t)) is { } wrong)
        {
            throw ApiErrors.Invalid("type", $"Invalid value '{wrong}'. Values must match one of: [{string.Join(", ", Types)}]");
        }

        var isVideo = types is ["video"];
        var eventType = query.OneOf("eventType", "none", "none", "upcoming", "live", "completed");
        if (eventType != "none" && !isVideo)
        {
            throw ApiErrors.Incompatible(["eventType", "type"]);
        }

        var mine = query.Flag("forMine");
        if (mine && (!isVideo || query.Text("channelId") is not null))
        {
            throw ApiErrors.Incompatible(["forMine", isVideo ? "channelId" : "type"]);
        }

        if (mine && !caller.IsOwner)
        {
            throw ApiErrors.LoginRequired();
        }

        var order = query.OneOf("order", "relevance", Orders);
        var (after, before) = (Time(query, "publishedAfter"), Time(query, "publishedBefore"));
        var maxResults = query.Number("maxResults", 0, 50, 5);
        var channel = query.Text("channelId");
        // A page token belongs to one search.
        var search = Fingerprint($"{channel}|{mine}|{string.Join(',', types)}|{eventType}|{order}|{after:O}|{before:O}");
        var start = 0;
        if (query.Text("pageToken") is { } token)
        {
            start = (int)(stage.Tokens.Read(search, token) ?? throw ApiErrors.InvalidPageToken()).Position;
        }

        var found = Ordered(
                stage
                    .Channel.Broadcasts.Where(_ => types.Count == 0 || types.Contains("video"))
                    .Where(_ => channel is null || channel == stage.Options.ChannelId)
                    .Where(b => mine || b.Facts.Privacy == "public")
                    .Where(b => Fits(b.Facts, eventType))
                    .Where(b => (after is null || b.Facts.CreatedAt >= after) && (before is null || b.Facts.CreatedAt < before)),
                order
            )
            .ToArray();
        var end = channel is null ? found.Length : Math.Min(found.Length, MostResults);
        var body = ListEnvelope.Create(
            "youtube#searchListResponse",
            [.. found[..end].Skip(start).Take(maxResults).Select(b => Result(b, parts))],
            maxResults
        );
        body["regionCode"] = "US";
        body["pageInfo"]!["totalResults"] = found.Length;
        if (maxResults > 0 && start + maxResults < end)
        {
            body["nextPageToken"] = stage.Tokens.Write(search, new PageCursor(start + maxResults, null));
        }

        return new Answer(body);
    }

    private static bool Fits(BroadcastFacts facts, string eventType) =>
        eventType switch
        {
            "live" => facts.IsLive,
            "completed" => facts.EndedAt is not null,
            "upcoming" => facts.StartedAt is null,
            _ => true,
        };

    private static IEnumerable<Broadcast> Ordered(IEnumerable<Broadcast> found, string order) =>
        order switch
        {
            "viewCount" => found.OrderByDescending(static b => b.Facts.Views),
            "title" => found.OrderBy(static b => b.Facts.Title, StringComparer.Ordinal),
            _ => found.OrderByDescending(static b => b.Facts.CreatedAt),
        };

    private JsonObject Result(Broadcast broadcast, IReadOnlySet<string> parts)
    {
        var result = new JsonObject
        {
            ["kind"] = "youtube#searchResult",
            ["etag"] = Identifiers.Etag(broadcast.Id),
            ["id"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = broadcast.Id },
        };
        if (parts.Contains("snippet"))
        {
            result["snippet"] = new JsonObject
            {
                ["publishedAt"] = ListEnvelope.Time(broadcast.Facts.CreatedAt),
                ["channelId"] = stage.Options.ChannelId,
                ["title"] = broadcast.Facts.Title,
                ["description"] = broadcast.Facts.Description,
                ["channelTitle"] = stage.Options.ChannelTitle,
                ["liveBroadcastContent"] = broadcast.Facts.IsLive ? "live" : "none",
            };
        }

        return result;
    }

    private static DateTimeOffset? Time(ApiQuery query, string name) =>
        query.Text(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
        : throw ApiErrors.Invalid(name, $"Invalid value '{text}'. It must be an RFC 3339 time.");

    private static string Fingerprint(string search) =>
        "search/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(search)).AsSpan(0, 12));
}
