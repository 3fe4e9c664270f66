using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Helix;
using LiveIp.Emulators.Twitch.Occurrences;

namespace LiveIp.Emulators.Twitch.Predictions;

/// <summary>/helix/predictions: one at a time, locked by its window or by hand, then resolved or cancelled.</summary>
internal sealed class PredictionEndpoints(
    HelixGate gate,
    TwitchIds ids,
    Func<Func<Wording, (HelixAnswer Answer, IReadOnlyList<Notification> Told)>, HelixAnswer> act,
    TimeProvider clock
)
{
    private const int MaxTitle = 45;
    private const int MaxOutcome = 25;
    private const int MostIds = 25;

    private readonly Countdown _lock = new(clock);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        _lock.EndWith(endpoints);
        endpoints.MapGet("/helix/predictions", gate.Guard(call => ValueTask.FromResult(List(call))));
        endpoints.MapPost("/helix/predictions", gate.Guard(CreateAsync, acting: true));
        endpoints.MapPatch("/helix/predictions", gate.Guard(EndAsync, acting: true));
    }

    private HelixAnswer List(HelixCall call)
    {
        var scope = call.Token.HasAny(["channel:manage:predictions"]) ? "channel:manage:predictions" : "channel:read:predictions";
        if (BroadcasterOnly.Refusal(call, scope) is { } denied)
        {
            return denied;
        }

        var asked = call.Query("id");
        if (asked.Count > MostIds)
        {
            return HelixAnswer.Refuse(400, "The maximum number of ids is 25");
        }

        return act(wording =>
        {
            var told = Settle(wording);
            PredictionState[] found = [.. wording.Predictions.Where(p => asked.Count == 0 || asked.Contains(p.Id)).Reverse()];
            var answer =
                Page.Of(call, found, 20, 25, out var items, out var pagination)
                ?? HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items.Select(Entry)]), ["pagination"] = pagination });
            return (answer, told);
        });
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

        var title = Text(body, "title");
        string[] outcomes =
        [
            .. (body["outcomes"] as JsonArray ?? []).Select(static o => o is JsonObject outcome ? Text(outcome, "title") ?? "" : ""),
        ];
        var window = body["prediction_window"] is JsonValue value && value.TryGetValue<int>(out var seconds) ? seconds : (int?)null;
        if (string.IsNullOrEmpty(title) || body["outcomes"] is null || window is null)
        {
            return HelixAnswer.Missing(
                string.IsNullOrEmpty(title) ? "title"
                : window is null ? "prediction_window"
                : "outcomes"
            );
        }

        if (Length(title) > MaxTitle || outcomes.Any(static o => o.Length == 0 || Length(o) > MaxOutcome))
        {
            return HelixAnswer.Refuse(400, "The title of the prediction or of an outcome is too long, or empty.");
        }

        if (outcomes.Length is < 2 or > 10 || window is < 30 or > 1800)
        {
            return HelixAnswer.Refuse(400, "There must be 2 to 10 outcomes, and a prediction_window of 30 to 1800 seconds.");
        }

        return act(wording =>
        {
            var told = Settle(wording);
            if (wording.IsPredictionOpen)
            {
                return (HelixAnswer.Refuse(400, "prediction event already active, only one allowed at a time"), told);
            }

            var made = new PredictionState
            {
                Id = ids.Made("prediction"),
                Title = title,
                Outcomes = [.. outcomes.Select(o => (ids.Made("outcome"), o))],
                WindowSeconds = window.Value,
                CreatedAt = clock.GetUtcNow(),
            };
            wording.Predictions.Add(made);
            _lock.Start(made.LocksAt - made.CreatedAt, () => LockInTime(made.Id));
            return (Answer(made), [.. told, wording.TellPrediction(made, "begin")]);
        });
    }

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

        if (Text(body, "status") is not ("RESOLVED" or "CANCELED" or "LOCKED") || Text(body, "status") is not { } status)
        {
            return HelixAnswer.Refuse(400, "The value in the status field is not valid.");
        }

        var winner = Text(body, "winning_outcome_id");
        if (status == "RESOLVED" && string.IsNullOrEmpty(winner))
        {
            return HelixAnswer.Missing("winning_outcome_id");
        }

        return act(wording =>
        {
            var told = Settle(wording);
            var (answer, further) = End(wording, id, status, winner);
            return (answer, [.. told, .. further]);
        });
    }

    private (HelixAnswer, IReadOnlyList<Notification>) End(Wording wording, string id, string status, string? winner)
    {
        var all = wording.Predictions;
        var at = all.FindIndex(p => p.Id == id);
        if (at < 0 || (status == "RESOLVED" && all[at].Outcomes.All(o => o.Id != winner)))
        {
            return (HelixAnswer.Refuse(404, at < 0 ? "The prediction was not found." : "The outcome was not found."), []);
        }

        var prediction = all[at];
        if (prediction.IsOver || (status == "LOCKED" && prediction.Status != "ACTIVE"))
        {
            return (HelixAnswer.Refuse(400, $"The prediction's current status does not allow {status}."), []);
        }

        var now = clock.GetUtcNow();
        all[at] =
            status == "LOCKED"
                ? prediction with
                {
                    Status = status,
                    LockedAt = now,
                }
                : prediction with
                {
                    Status = status,
                    EndedAt = now,
                    WinningOutcome = status == "RESOLVED" ? winner : null,
                };
        return (Answer(all[at]), [wording.TellPrediction(all[at], status == "LOCKED" ? "lock" : "end")]);
    }

    /// <summary>A timer may ring a little before the time that it was set for.</summary>
    private void LockInTime(string id) => act(wording => (HelixAnswer.NoContent, Lock(wording, p => p.Id == id)));

    /// <summary>What ran out is locked: the platform's clock can be faster than any timer.</summary>
    private List<Notification> Settle(Wording wording) => Lock(wording, p => p.LocksAt <= clock.GetUtcNow());

    private static List<Notification> Lock(Wording wording, Func<PredictionState, bool> which)
    {
        var told = new List<Notification>();
        for (var i = 0; i < wording.Predictions.Count; i++)
        {
            if (wording.Predictions[i] is { Status: "ACTIVE" } running && which(running))
            {
                wording.Predictions[i] = running with { Status = "LOCKED", LockedAt = running.LocksAt };
                told.Add(wording.TellPrediction(wording.Predictions[i], "lock"));
            }
        }

        return told;
    }

    private HelixAnswer? Refusal(HelixCall call, JsonObject body) =>
        Text(body, "broadcaster_id") switch
        {
            null or "" => HelixAnswer.Missing("broadcaster_id"),
            _ when call.Token.UserId is null => HelixAnswer.Refuse(401, "Missing User OAUTH Token"),
            _ when !call.Token.HasAny(["channel:manage:predictions"]) => HelixAnswer.Refuse(
                401,
                "Missing scope: channel:manage:predictions"
            ),
            var id when id != call.Token.UserId || id != ids.Broadcaster.Id => HelixAnswer.Refuse(
                401,
                "The ID in broadcaster_id must match the user ID found in the request's OAuth token."
            ),
            _ => null,
        };

    private HelixAnswer Answer(PredictionState prediction) =>
        HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(Entry(prediction)) });

    private JsonObject Entry(PredictionState prediction)
    {
        var entry = new JsonObject { ["id"] = prediction.Id }.With("broadcaster", ids.Broadcaster);
        entry["title"] = prediction.Title;
        entry["winning_outcome_id"] = prediction.WinningOutcome;
        entry["outcomes"] = new JsonArray([.. prediction.Outcomes.Select(Outcome)]);
        entry["prediction_window"] = prediction.WindowSeconds;
        entry["status"] = prediction.Status;
        entry["created_at"] = Wire.Seconds(prediction.CreatedAt);
        entry["ended_at"] = prediction.EndedAt is { } ended ? Wire.Seconds(ended) : null;
        entry["locked_at"] = prediction.LockedAt is { } locked ? Wire.Seconds(locked) : null;
        return entry;
    }

    private static JsonObject Outcome((string Id, string Title) outcome, int index) =>
        new()
        {
            ["id"] = outcome.Id,
            ["title"] = outcome.Title,
            ["users"] = 0,
            ["channel_points"] = 0,
            ["top_predictors"] = null,
            ["color"] = index == 0 ? "BLUE" : "PINK",
        };

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string? Text(JsonObject body, string name) =>
        body[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
