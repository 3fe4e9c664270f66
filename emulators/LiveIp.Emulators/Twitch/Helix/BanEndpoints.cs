using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Occurrences;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>/helix/moderation/bans: bans, time-outs, and taking them back.</summary>
internal sealed class BanEndpoints(
    HelixGate gate,
    TwitchIds ids,
    Func<Func<Wording, (HelixAnswer Answer, IReadOnlyList<Notification> Told)>, HelixAnswer> act
)
{
    private const string Path = "/helix/moderation/bans";
    private const string Scope = "moderator:manage:banned_users";
    private const long LongestTimeout = 1_209_600;
    private const int MaxReason = 500;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, gate.Guard(BanAsync, acting: true));
        endpoints.MapDelete(Path, gate.Guard(call => ValueTask.FromResult(Unban(call)), acting: true));
    }

    private async ValueTask<HelixAnswer> BanAsync(HelixCall call)
    {
        if (ModeratorCall.Refusal(call, ids, Scope) is { } denied)
        {
            return denied;
        }

        if (await call.BodyAsync() is not { } body || body["data"] is not JsonObject data)
        {
            return HelixAnswer.Unreadable;
        }

        if (data["user_id"]?.GetValueKind() != JsonValueKind.String || data["user_id"]!.GetValue<string>() is not { Length: > 0 } user)
        {
            return HelixAnswer.Missing("user_id");
        }

        if (!user.All(char.IsAsciiDigit))
        {
            return HelixAnswer.Refuse(400, "The ID in user_id is not valid.");
        }

        var reason = data["reason"]?.GetValueKind() == JsonValueKind.String ? data["reason"]!.GetValue<string>() : "";
        if (reason.EnumerateRunes().Count() > MaxReason)
        {
            return HelixAnswer.Refuse(400, "The text in the reason field is too long.");
        }

        long? seconds = null;
        if (data["duration"] is { } duration)
        {
            if (
                duration.GetValueKind() != JsonValueKind.Number
                || !long.TryParse(duration.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                || given is < 1 or > LongestTimeout
            )
            {
                return HelixAnswer.Refuse(400, "The value in the duration field is not valid.");
            }

            seconds = given;
        }

        if (user == ids.Broadcaster.Id)
        {
            return HelixAnswer.Refuse(
                400,
                $"The user specified in the user_id field may not be {(seconds is null ? "banned" : "put in a timeout")}."
            );
        }

        return act(wording =>
        {
            if (wording.Bans.Ends(user) == DateTimeOffset.MaxValue)
            {
                return (HelixAnswer.Refuse(400, "The user specified in the user_id field is already banned."), []);
            }

            var (created, ends, told) = wording.TellBanned(user, seconds, reason);
            var placed = new JsonObject
            {
                ["broadcaster_id"] = ids.Broadcaster.Id,
                ["moderator_id"] = ids.Broadcaster.Id,
                ["user_id"] = user,
                ["created_at"] = Wire.Seconds(created),
                ["end_time"] = ends is { } end ? Wire.Seconds(end) : null,
            };
            return (HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(placed) }), told);
        });
    }

    private HelixAnswer Unban(HelixCall call)
    {
        if (ModeratorCall.Refusal(call, ids, Scope) is { } denied)
        {
            return denied;
        }

        if (call.Query("user_id") is not [var user, ..])
        {
            return HelixAnswer.Missing("user_id");
        }

        return act(wording =>
            wording.Bans.Ends(user) is null
                ? (HelixAnswer.Refuse(400, "The user specified in the user_id query parameter is not banned."), [])
                : (HelixAnswer.NoContent, wording.TellUnbanned(user))
        );
    }
}
