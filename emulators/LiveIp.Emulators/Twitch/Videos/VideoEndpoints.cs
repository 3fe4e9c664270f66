using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.Videos;

/// <summary>GET /helix/videos: the recordings of past streams.</summary>
internal sealed class VideoEndpoints(HelixGate gate, TwitchIds ids, VideoBook book, TimeProvider clock)
{
    private const int MostIds = 100;

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/helix/videos", gate.Guard(call => ValueTask.FromResult(List(call))));

    private HelixAnswer List(HelixCall call)
    {
        var (asked, users, games) = (call.Query("id"), call.Query("user_id"), call.Query("game_id"));
        if ((asked.Count > 0 ? 1 : 0) + (users.Count > 0 ? 1 : 0) + (games.Count > 0 ? 1 : 0) != 1)
        {
            return HelixAnswer.Refuse(400, "Must provide exactly one of the following query params: id, user_id, game_id");
        }

        if (asked.Count > MostIds || asked.Concat(users).Concat(games).Any(static v => !v.All(char.IsAsciiDigit)))
        {
            return HelixAnswer.Refuse(400, "Invalid value for a video, user or game id");
        }

        if (
            call.Query("type") is [not ("all" or "archive" or "highlight" or "upload"), ..]
            || call.Query("sort") is [not ("time" or "trending" or "views"), ..]
            || call.Query("period") is [not ("all" or "day" or "month" or "week"), ..]
        )
        {
            return HelixAnswer.Refuse(400, "Invalid value for type, sort or period");
        }

        if (users.Count == 0 && (call.Query("first").Count > 0 || call.Query("after").Count > 0))
        {
            return HelixAnswer.Refuse(400, "first and after need user_id");
        }

        var found = book
            .Archives.Where(a => users.Count == 0 ? asked.Contains(a.Id) : users[0] == ids.Broadcaster.Id)
            .Where(_ => call.Query("type") is not ["highlight" or "upload", ..])
            .Where(a => IsWithin(call, a.CreatedAt))
            .ToArray();
        if (asked.Count > 0 && found.Length == 0)
        {
            return HelixAnswer.Refuse(404, "videos not found");
        }

        Archive[] sorted = call.Query("sort") is ["views" or "trending", ..]
            ? [.. found.OrderByDescending(static a => a.Views)]
            : [.. found.OrderByDescending(static a => a.CreatedAt)];
        return Page.Of(call, sorted, 20, 100, out var items, out var pagination)
            ?? HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items.Select(Entry)]), ["pagination"] = pagination });
    }

    private bool IsWithin(HelixCall call, DateTimeOffset at) =>
        clock.GetUtcNow() - at
        <= (
            call.Query("period") switch
            {
                ["day", ..] => TimeSpan.FromDays(1),
                ["week", ..] => TimeSpan.FromDays(7),
                ["month", ..] => TimeSpan.FromDays(30),
                _ => TimeSpan.MaxValue,
            }
        );

    private JsonObject Entry(Archive archive)
    {
        var entry = new JsonObject { ["id"] = archive.Id, ["stream_id"] = archive.StreamId.Length > 0 ? archive.StreamId : null };
        entry.With("user", ids.Broadcaster);
        entry["title"] = archive.Title;
        entry["description"] = "";
        entry["created_at"] = Wire.Seconds(archive.CreatedAt);
        entry["published_at"] = Wire.Seconds(archive.CreatedAt);
        entry["url"] = $"https://www.twitch.tv/videos/{archive.Id}";
        entry["thumbnail_url"] = "";
        entry["viewable"] = "public";
        entry["view_count"] = archive.Views;
        entry["language"] = "zh";
        entry["type"] = "archive";
        entry["duration"] = Length(archive.Length);
        entry["muted_segments"] = null;
        return entry;
    }

    // Leading parts that are zero are left out: "58m2s".
    private static string Length(TimeSpan length)
    {
        var hours = (long)length.TotalHours;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(hours > 0 ? $"{hours}h" : "")}{(length.TotalMinutes >= 1 ? $"{length.Minutes}m" : "")}{length.Seconds}s"
        );
    }
}
