using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Helix;
using LiveIp.Emulators.Twitch.Occurrences;

namespace LiveIp.Emulators.Twitch.Polls;

/// <summary>/helix/polls: one at a time, which ends by itself.</summary>
internal sealed class PollEndpoints(
    HelixGate gate,
    TwitchIds ids,
    Func<Func<Wording, (HelixAnswer Answer, IReadOnlyList<Notification> Told)>, HelixAnswer> act,
    TimeProvider clock
)
{
    private const string Manage = "channel:manage:polls";
    private const string Read = "channel:read:polls";
    private const int MaxTitle = 60;
    private const int MaxChoice = 25;
    private const int MaxPoints = 1_000_000;
    private const int MaxPage = 20;

    private readonly Countdown _end = new(clock);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        _end.EndWith(endpoints);
        endpoints.MapGet("/helix/polls", gate.Guard(call => ValueTask.FromResult(List(call))));
        endpoints.MapPost("/helix/polls", gate.Guard(CreateAsync, acting: true));
        endpoints.MapPatch("/helix/polls", gate.Guard(EndAsync, acting: true));
    }

    private async ValueTask<HelixAnswer> CreateAsync(HelixCall call)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        if (Refusal(call, body) is { } denied)
        {
            return denied;
        }

        if (Problem(body, out var title, out var choices, out var seconds, out var points) is { } problem)
        {
            return HelixAnswer.Refuse(400, problem);
        }

        return act(wording =>
        {
            if (wording.IsPollRunning)
            {
                return (HelixAnswer.Refuse(400, "The broadcaster already has a poll that's running."), []);
            }

            var (poll, told) = wording.TellPollBegun(title, choices, TimeSpan.FromSeconds(seconds), points);
            _end.Start(poll.EndsAt - poll.StartedAt, () => EndInTime(poll));
            return (Answer(poll), told);
        });
    }

    private void EndInTime(ApiPoll poll) => act(wording => (HelixAnswer.NoContent, wording.TellPollEnded(poll, "COMPLETED")));

    private async ValueTask<HelixAnswer> EndAsync(HelixCall call)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        if (Refusal(call, body) is { } denied)
        {
            return denied;
        }

        if (Text(body, "id") is not { Length: > 0 } id)
        {
            return HelixAnswer.Missing("id");
        }

        return Text(body, "status") switch
        {
            null or "" => HelixAnswer.Missing("status"),
            "TERMINATED" or "ARCHIVED" => act(wording =>
                wording.Polls.Find(p => p.Id == id) is { IsActive: true } poll
                    ? ToEnd(poll, wording.TellPollEnded(poll, Text(body, "status")!))
                    : (HelixAnswer.Refuse(400, "The poll must be active to terminate or archive it."), [])
            ),
            _ => HelixAnswer.Refuse(400, "The value in the status field is not valid."),
        };

        (HelixAnswer, IReadOnlyList<Notification>) ToEnd(ApiPoll poll, IReadOnlyList<Notification> told)
        {
            _end.Stop();
            return (Answer(poll), told);
        }
    }

    private HelixAnswer List(HelixCall call)
    {
        if (BroadcasterOnly.Refusal(call, Manage) is { } denied && (BroadcasterOnly.Refusal(call, Read) is not null))
        {
            return denied;
        }

        var wanted = call.Query("id");
        if (wanted.Count > MaxPage)
        {
            return HelixAnswer.Refuse(400, $"The number of IDs may not exceed {MaxPage}.");
        }

        return act(wording =>
        {
            var known = wording.Polls.Where(p => wanted.Count == 0 || wanted.Contains(p.Id)).ToList();
            if (wanted.Count > 0 && known.Count == 0)
            {
                return (HelixAnswer.Refuse(404, "None of the IDs in the id query parameters were found."), []);
            }

            return Page.Of(call, known, MaxPage, MaxPage, out var items, out var pagination) is { } refusal
                ? (refusal, [])
                : (
                    HelixAnswer.Ok(
                        new JsonObject { ["data"] = new JsonArray([.. items.Select(p => p.ToJson(ids))]), ["pagination"] = pagination }
                    ),
                    []
                );
        });
    }

    private HelixAnswer Answer(ApiPoll poll) => HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(poll.ToJson(ids)) });

    /// <summary>Writing names the channel in the body.</summary>
    private HelixAnswer? Refusal(HelixCall call, JsonObject body) =>
        Text(body, "broadcaster_id") switch
        {
            null or "" => HelixAnswer.Missing("broadcaster_id"),
            _ when call.Token.UserId is null => HelixAnswer.Refuse(401, "Missing User OAUTH Token"),
            _ when !call.Token.HasAny([Manage]) => HelixAnswer.Refuse(401, $"Missing scope: {Manage}"),
            var id when id != call.Token.UserId || id != ids.Broadcaster.Id => HelixAnswer.Refuse(
                401,
                "The ID in broadcaster_id must match the user ID found in the request's OAuth token."
            ),
            _ => null,
        };

    private static string? Problem(JsonObject body, out string title, out List<string> choices, out int seconds, out int? points)
    {
        title = Text(body, "title") ?? "";
        choices = [.. (body["choices"] as JsonArray ?? []).Select(static c => c is JsonObject choice ? Text(choice, "title") ?? "" : "")];
        seconds = Number(body, "duration") ?? 0;
        points =
            body["channel_points_voting_enabled"]?.GetValueKind() == JsonValueKind.True
                ? Number(body, "channel_points_per_vote") ?? 0
                : null;
        return string.IsNullOrWhiteSpace(title) ? "Missing required parameter \"title\""
            : Length(title) > MaxTitle ? "The poll's title is too long."
            : choices.Count is < 2 or > 5 ? "The number of choices in the poll may not be less than 2 or greater that 5."
            : choices.Exists(string.IsNullOrWhiteSpace) ? "Missing required parameter \"title\""
            : choices.Exists(static c => Length(c) > MaxChoice) ? "The choice's title is too long."
            : seconds is < 15 or > 1800 ? "The value in duration is outside the allowed range of values."
            : points is < 1 or > MaxPoints ? "The value in channel_points_per_vote is outside the allowed range of values."
            : null;
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string? Text(JsonObject body, string name) =>
        body[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static int? Number(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
