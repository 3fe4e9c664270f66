using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.Videos;

/// <summary>/helix/clips: listing clips, and making one of the live stream, which takes its time.</summary>
internal sealed class ClipEndpoints(
    HelixGate gate,
    TwitchIds ids,
    TwitchEmulatorOptions options,
    VideoBook book,
    Func<ChannelState> state,
    TimeProvider clock
)
{
    private const int MostIds = 100;

    /// <summary>"Approximately 1,000" over all pages.</summary>
    private const int MostListed = 1000;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/helix/clips", gate.Guard(call => ValueTask.FromResult(List(call))));
        endpoints.MapPost("/helix/clips", gate.Guard(call => ValueTask.FromResult(Create(call)), acting: true));
    }

    private HelixAnswer Create(HelixCall call)
    {
        if (call.Query("broadcaster_id") is not [var broadcaster, ..])
        {
            return HelixAnswer.Missing("broadcaster_id");
        }

        if (call.Token.UserId is null)
        {
            return HelixAnswer.Refuse(401, "Missing User OAUTH Token");
        }

        if (!call.Token.HasAny(["clips:edit"]))
        {
            return HelixAnswer.Refuse(401, "Missing scope: clips:edit");
        }

        if (broadcaster != ids.Broadcaster.Id)
        {
            return HelixAnswer.Refuse(400, "The ID in broadcaster_id was not found.");
        }

        var seconds = 30m;
        if (
            call.Query("duration") is [var duration, ..]
            && (
                !decimal.TryParse(duration, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
                || seconds is < 5 or > 60
                || seconds * 10 % 1 != 0
            )
        )
        {
            return HelixAnswer.Refuse(400, "The value of duration must be from 5 to 60 with a precision of 0.1.");
        }

        if (state().Stream is null)
        {
            return HelixAnswer.Refuse(404, "Clipping is not possible for an offline channel.");
        }

        var now = clock.GetUtcNow();
        var id = $"EmulatedClip-{ids.Made("clip")}";
        var title = call.Query("title") is [var named, ..] ? named : state().Title;
        book.Add(new Clip(id, "", title, now, (double)seconds, 0, options.ClipTakes is { } takes ? now + takes : null));
        var entry = new JsonObject { ["id"] = id, ["edit_url"] = $"https://clips.twitch.tv/{id}/edit" };
        return new HelixAnswer(202, new JsonObject { ["data"] = new JsonArray(entry) });
    }

    private HelixAnswer List(HelixCall call)
    {
        var (asked, broadcasters, games) = (call.Query("id"), call.Query("broadcaster_id"), call.Query("game_id"));
        if ((asked.Count > 0 ? 1 : 0) + (broadcasters.Count > 0 ? 1 : 0) + (games.Count > 0 ? 1 : 0) != 1)
        {
            return HelixAnswer.Refuse(400, "Must provide exactly one of the following query params: id, broadcaster_id, game_id");
        }

        if (asked.Count > MostIds)
        {
            return HelixAnswer.Refuse(400, "The maximum number of clip ids is 100");
        }

        if (!Time(call, "started_at", out var from) || !Time(call, "ended_at", out var until))
        {
            return HelixAnswer.Refuse(400, "started_at and ended_at must be RFC 3339 times");
        }

        // An end without a beginning is ignored; a beginning without an end means one week.
        until = from is null ? null : until ?? from + TimeSpan.FromDays(7);
        var now = clock.GetUtcNow();
        var found = book
            .Clips.Where(c => c.AppearsAt <= now)
            .Where(c => asked.Count > 0 ? asked.Contains(c.Id) : broadcasters.Count > 0 && broadcasters[0] == ids.Broadcaster.Id)
            .Where(c => (from is null || c.CreatedAt >= from) && (until is null || c.CreatedAt <= until))
            .OrderByDescending(static c => c.Views)
            .Take(MostListed)
            .ToArray();
        return Page.Of(call, found, 20, 100, out var items, out var pagination)
            ?? HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items.Select(Entry)]), ["pagination"] = pagination });
    }

    private JsonObject Entry(Clip clip)
    {
        var me = ids.Broadcaster;
        return new JsonObject
        {
            ["id"] = clip.Id,
            ["url"] = $"https://clips.twitch.tv/{clip.Id}",
            ["embed_url"] = $"https://clips.twitch.tv/embed?clip={clip.Id}",
            ["broadcaster_id"] = me.Id,
            ["broadcaster_name"] = me.Name,
            ["creator_id"] = me.Id,
            ["creator_name"] = me.Name,
            ["video_id"] = clip.VideoId,
            ["game_id"] = state().GameId,
            ["language"] = "zh",
            ["title"] = clip.Title,
            ["view_count"] = clip.Views,
            ["created_at"] = Wire.Seconds(clip.CreatedAt),
            ["thumbnail_url"] = "",
            ["duration"] = clip.Seconds,
            ["vod_offset"] = null,
            ["is_featured"] = false,
        };
    }

    private static bool Time(HelixCall call, string name, out DateTimeOffset? time)
    {
        time = null;
        if (call.Query(name) is not [var text, ..])
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var read
        );
        time = read;
        return isTime;
    }
}
