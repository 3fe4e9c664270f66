using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.Videos;

/// <summary>POST /helix/streams/markers: marks the place in the live stream.</summary>
internal sealed class MarkerEndpoints(HelixGate gate, TwitchIds ids, Func<ChannelState> state, TimeProvider clock)
{
    private const int MaxDescription = 140;

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/helix/streams/markers", gate.Guard(CreateAsync, acting: true));

    private async ValueTask<HelixAnswer> CreateAsync(HelixCall call)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        if (Text(body, "user_id") is not { Length: > 0 } user)
        {
            return HelixAnswer.Missing("user_id");
        }

        if (call.Token.UserId is null)
        {
            return HelixAnswer.Refuse(401, "Missing User OAUTH Token");
        }

        if (!call.Token.HasAny(["channel:manage:broadcast"]))
        {
            return HelixAnswer.Refuse(401, "Missing scope: channel:manage:broadcast");
        }

        if (user != call.Token.UserId)
        {
            return HelixAnswer.Refuse(403, "The user in the access token is not authorized to create video markers for this user.");
        }

        var description = Text(body, "description") ?? "";
        if (description.EnumerateRunes().Count() > MaxDescription)
        {
            return HelixAnswer.Refuse(400, "The length of the string in the description field is too long.");
        }

        if (user != ids.Broadcaster.Id || state().Stream is not { } stream)
        {
            return HelixAnswer.Refuse(404, "The user specified is not live.");
        }

        var now = clock.GetUtcNow();
        var marker = new JsonObject
        {
            ["id"] = ids.Made("marker").Replace("-", "", StringComparison.Ordinal),
            ["created_at"] = Wire.Seconds(now),
            ["description"] = description,
            ["position_seconds"] = (long)(now - stream.StartedAt).TotalSeconds,
        };
        return HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(marker) });
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
