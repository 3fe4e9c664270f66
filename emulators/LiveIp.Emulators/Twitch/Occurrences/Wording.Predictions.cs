using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Predictions;

namespace LiveIp.Emulators.Twitch.Occurrences;

// Predictions that the broadcaster made over the API.
internal sealed partial class Wording
{
    private readonly OneAtATime _scriptPredictions = new();

    /// <summary>Over the API, oldest first. To be touched by the thread that tells.</summary>
    public List<PredictionState> Predictions { get; } = [];

    /// <summary>Whose else it is, a prediction is not over.</summary>
    public bool IsPredictionOpen => _scriptPredictions.IsRunning || IsMadePredictionOpen;

    private bool IsMadePredictionOpen => Predictions.Exists(static p => !p.IsOver);

    /// <param name="prediction">As it is now.</param>
    /// <param name="step">"begin", "lock" or "end"</param>
    public Notification TellPrediction(PredictionState prediction, string step)
    {
        Begin();
        var body = OfChannel(new JsonObject { ["id"] = prediction.Id });
        body["title"] = prediction.Title;
        body["outcomes"] = new JsonArray([.. prediction.Outcomes.Select((o, i) => Outcome(o, i, full: step != "begin"))]);
        body["started_at"] = Wire.Nanos(prediction.CreatedAt);
        switch (step)
        {
            case "begin":
                body["locks_at"] = Wire.Nanos(prediction.LocksAt);
                break;
            case "lock":
                body["locked_at"] = Wire.Nanos(prediction.LockedAt!.Value);
                break;
            default:
                body["winning_outcome_id"] = prediction.WinningOutcome ?? "";
                // Upper case in Helix, lower case here.
                body["status"] = prediction.Status == "RESOLVED" ? "resolved" : "canceled";
                body["ended_at"] = Wire.Nanos(prediction.EndedAt!.Value);
                break;
        }

        return Tallied(prediction.Id, $"channel.prediction.{step}", body, 0);
    }

    private static JsonObject Outcome((string Id, string Title) outcome, int index, bool full)
    {
        var body = new JsonObject
        {
            ["id"] = outcome.Id,
            ["title"] = outcome.Title,
            ["color"] = index == 0 ? "blue" : "pink",
        };
        if (full)
        {
            body["users"] = 0;
            body["channel_points"] = 0;
            body["top_predictors"] = new JsonArray();
        }

        return body;
    }
}
